-- theme_places(theme, since, until): one row per place that articles about the theme report on.
create macro theme_places(a_theme, since := null, until := null) as table
with

found as (
    select
        region_code,
        count(*) as document_count,
        count(*) filter (where is_own) as own_count,
        count(distinct story_key) as story_count,
        count(*) filter (where is_original) as original_count
    from (
        select story_key, is_own, is_original, unnest(region_codes) as region_code
        from rollups.theme_articles
        where theme = a_theme
            and published_date is not null
            and in_window(published_date, since, until)
    )
    group by region_code
),

volumes as (
    select region_code, cast(sum(article_count) as bigint) as article_count
    from rollups.region_days
    where in_window(published_date, since, until)
    group by region_code
)

select
    found.region_code,
    region_names.region,
    region_names.parent,
    region_names.level,
    volumes.article_count,
    found.document_count,
    found.own_count,
    found.story_count,
    found.original_count,
    round(100.0 * found.document_count / nullif(volumes.article_count, 0), 2) as coverage_pct
from found
inner join volumes using (region_code)
left join region_names using (region_code)
order by found.document_count desc, found.region_code;
