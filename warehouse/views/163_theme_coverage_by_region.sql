-- theme_coverage_by_region: one row per place, theme and day on which any article reports on both.
-- A day without a row says nothing: a place has no crawl of its own, so silence cannot be told.
--   region_code     GB/T 2260 of the place reported on
--   region          its name; null if the gazetteer lacks the code
--   parent          division it belongs to
--   article_count   articles that report on the place that day: the denominator
--   mention_count   of those, the ones that name the theme, or one below it
--   document_count  of those, the ones about the theme, or one below it
--   own_count       those about the theme itself
--   story_count     distinct stories among them
--   original_count  those that are no reprints
--   coverage_pct    100 * document_count / article_count
create view theme_coverage_by_region as
select
    found.region_code,
    region_names.region,
    region_names.parent,
    found.theme,
    found.published_date,
    volumes.article_count,
    found.mention_count,
    found.document_count,
    found.own_count,
    found.story_count,
    found.original_count,
    round(100.0 * found.document_count / nullif(volumes.article_count, 0), 2) as coverage_pct
from rollups.region_theme_days as found
inner join rollups.region_days as volumes using (region_code, published_date)
left join region_names using (region_code);
