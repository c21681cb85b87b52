-- rollups.region_theme_days: one row per place, theme and day with any mention.
create table rollups.region_theme_days as
with

told as (
    select
        theme,
        region_code,
        published_date,
        count(*) as document_count,
        count(*) filter (where is_original) as original_count
    from (
        select theme, published_date, story_key, is_original, unnest(region_codes) as region_code
        from rollups.theme_articles
        where published_date is not null
    )
    group by theme, region_code, published_date, story_key
)

select
    theme,
    region_code,
    published_date,
    cast(sum(document_count) as bigint) as document_count,
    count(*) as story_count,
    cast(sum(original_count) as bigint) as original_count
from told
group by all
order by theme, region_code, published_date;
