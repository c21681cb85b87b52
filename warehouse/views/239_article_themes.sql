-- rollups.article_themes: one row per dated article about several themes, sorted by day.
-- Each theme itself alone: a theme always stands together with those above it.
--   theme_keys  numbers of the themes, sorted: pairs of numbers are counted faster than of names
create table rollups.article_themes as
select
    found.published_date,
    any_value(found.story_key) as story_key,
    any_value(found.is_original) as is_original,
    list_sort(list(theme_numbers.theme_key)) as theme_keys
from rollups.theme_articles as found
inner join rollups.theme_numbers as theme_numbers using (theme)
where found.published_date is not null and found.is_own
group by found.published_date, found.article_key
having count(*) > 1
order by found.published_date, story_key;
