-- rollups.region_theme_stories: one row per division and theme: stories over the whole history.
create table rollups.region_theme_stories as
select
    covering.theme,
    within.region_code,
    count(distinct covering.story_key) as story_count
from rollups.theme_articles as covering
inner join articles_within as within using (article_id)
where covering.published_date is not null
group by all
order by covering.theme, within.region_code;

drop table articles_within;
