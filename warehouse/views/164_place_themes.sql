-- rollups.place_themes: one row per place and theme, over all dated articles.
create table rollups.place_themes as
select
    theme,
    region_code,
    count(*) as document_count,
    count(distinct story_id) as story_count,
    count(*) filter (where is_original) as original_count,
    min(published_date) as first_date,
    max(published_date) as last_date
from (select *, unnest(region_codes) as region_code from rollups.theme_articles)
where published_date is not null
group by all;
