-- rollups.region_theme_days: one row per place, theme and day with any article that names both.
create table rollups.region_theme_days as
with

told as (
    select
        theme,
        region_code,
        published_date,
        count(*) as document_count,
        count(*) filter (where is_own) as own_count,
        count(*) filter (where is_original) as original_count
    from (
        select theme, published_date, story_key, is_own, is_original,
            unnest(region_codes) as region_code
        from rollups.theme_articles
        where published_date is not null
    )
    group by theme, region_code, published_date, story_key
),

about as (
    select
        theme,
        region_code,
        published_date,
        cast(sum(document_count) as bigint) as document_count,
        cast(sum(own_count) as bigint) as own_count,
        count(*) as story_count,
        cast(sum(original_count) as bigint) as original_count
    from told
    group by all
),

named as (
    select theme, published_date, unnest(region_codes) as region_code from named_families
),

counted as (
    select theme, region_code, published_date, count(*) as mention_count
    from named
    group by all
)

select
    counted.*,
    coalesce(about.document_count, 0) as document_count,
    coalesce(about.own_count, 0) as own_count,
    coalesce(about.story_count, 0) as story_count,
    coalesce(about.original_count, 0) as original_count
from counted
left join about using (theme, region_code, published_date)
order by theme, region_code, published_date;

drop table named_families;
