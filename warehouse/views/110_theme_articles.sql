-- rollups.theme_articles: one row per article and theme it names, sorted by theme and day.
-- Holds every column of the lake's table too: its files cannot be read by day, these rows can.
--   article_key         number of the article within this snapshot
--   story_key           number of the story within this snapshot
--   occurrence_count    times the article names the theme
--   published_from_at   first second that the printed time can mean
--   published_until_at  last second that it can mean
--   region_codes        places the article reports on; null if none
create table rollups.theme_articles as
select
    mentions.theme,
    dated_articles.published_date,
    dated_articles.channel,
    mentions.article_id,
    dated_articles.article_key,
    dated_articles.story_id,
    dated_articles.story_key,
    dated_articles.is_original,
    mentions.is_in_headline,
    mentions.is_in_lead,
    mentions.mention_count as occurrence_count,
    dated_articles.published_from_at,
    dated_articles.published_until_at,
    article_regions.region_codes,
    mentions.first_offset,
    mentions.offsets,
    mentions.terms,
    mentions.quote,
    mentions.seed_hash
from lake.theme_mentions as mentions
inner join dated_articles using (article_id)
left join article_regions using (article_id)
order by mentions.theme, dated_articles.published_date, dated_articles.channel, mentions.article_id;
