-- rollups.place_themes: one row per place and theme, over all dated articles.
create table rollups.place_themes as
with

told as (
    select
        theme,
        region_code,
        count(*) as document_count,
        count(*) filter (where is_own) as own_count,
        count(*) filter (where is_original) as original_count,
        min(published_date) as first_date,
        max(published_date) as last_date
    from (
        select theme, published_date, story_key, is_own, is_original,
            unnest(region_codes) as region_code
        from rollups.theme_articles
        where published_date is not null
    )
    group by theme, region_code, story_key
)

select
    theme,
    region_code,
    cast(sum(document_count) as bigint) as document_count,
    cast(sum(own_count) as bigint) as own_count,
    count(*) as story_count,
    cast(sum(original_count) as bigint) as original_count,
    min(first_date) as first_date,
    max(last_date) as last_date
from told
group by all;
