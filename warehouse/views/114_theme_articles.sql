-- rollups.theme_articles: one row per article and theme it is about, itself or by a theme below it.
-- Sorted by theme and day. What counts as coverage: every view of themes counts these rows.
--   article_key         number of the article within this snapshot
--   story_key           number of the story within this snapshot
--   is_own              about the theme itself, not only about one below it
--   aboutness           the highest of the family
--   occurrence_count    times the article names the themes of the family that it is about
--   published_from_at   first second that the printed time can mean
--   published_until_at  last second that it can mean
--   region_codes        places the article reports on; null if none
--   quote               sentence that names the theme itself, else the theme below it
create table rollups.theme_articles as
select * from about_articles
order by theme, published_date, channel, article_id;

drop table about_articles;
