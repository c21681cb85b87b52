-- rollups.named_articles: one row per article and theme it names, sorted by theme and day.
-- Holds every column of the lake's table too: its files cannot be read by day, these rows can.
--   article_key         number of the article within this snapshot
--   story_key           number of the story within this snapshot
--   occurrence_count    times the article names the theme
--   published_from_at   first second that the printed time can mean
--   published_until_at  last second that it can mean
--   region_codes        places the article reports on; null if none
create table rollups.named_articles as
select * from tagged_articles
order by theme, published_date, channel, article_id;

drop table tagged_articles;
