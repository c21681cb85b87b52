-- place_theme: one row per place and theme, over the whole history.
--   region_code     GB/T 2260 of the place reported on
--   region          its name
--   parent          division it belongs to
--   article_count   articles that report on the place: the denominator
--   document_count  of those, the ones about the theme, or one below it
--   own_count       those about the theme itself
--   story_count     distinct stories among them
--   original_count  those that are no reprints
--   first_date      first such article
--   last_date       last such article
--   coverage_pct    100 * document_count / article_count
create view place_theme as
with

volumes as (
    select region_code, cast(sum(article_count) as bigint) as article_count
    from rollups.region_days
    group by region_code
)

select
    found.region_code,
    region_names.region,
    region_names.parent,
    found.theme,
    volumes.article_count,
    found.document_count,
    found.own_count,
    found.story_count,
    found.original_count,
    found.first_date,
    found.last_date,
    round(100.0 * found.document_count / nullif(volumes.article_count, 0), 2) as coverage_pct
from rollups.place_themes as found
inner join volumes using (region_code)
left join region_names using (region_code);
