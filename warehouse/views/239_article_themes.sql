-- rollups.article_themes: one row per dated article that names several themes, sorted by day.
--   themes  names of the themes, sorted
create table rollups.article_themes as
select
    published_date,
    any_value(story_key) as story_key,
    any_value(is_original) as is_original,
    list_sort(list(theme)) as themes
from rollups.theme_articles
where published_date is not null
group by published_date, article_key
having count(*) > 1
order by published_date, story_key;
