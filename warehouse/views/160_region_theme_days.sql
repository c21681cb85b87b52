-- rollups.region_theme_days: one row per place, theme and day with any mention.
create table rollups.region_theme_days as
select
    theme,
    region_code,
    published_date,
    count(*) as document_count,
    count(distinct story_id) as story_count,
    count(*) filter (where is_original) as original_count
from (select *, unnest(region_codes) as region_code from rollups.theme_articles)
where published_date is not null
group by all
order by theme, region_code, published_date;
