-- rollups.theme_stories: one row per theme: distinct stories over all dated articles.
create table rollups.theme_stories as
select theme, count(distinct story_key) as story_count
from rollups.theme_articles
where published_date is not null
group by theme;
