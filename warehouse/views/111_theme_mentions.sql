-- theme_mentions: one row per article and theme it names, with the quote.
--   channel             channel of the article
--   published_date      Beijing day; null if the page gives no date
--   story_id            story of the article
--   is_original         no reprint
--   published_from_at   first second that the printed time can mean
--   published_until_at  last second that it can mean
create view theme_mentions as
select
    mentions.*,
    dated.channel,
    dated.published_date,
    dated.story_id,
    dated.is_original,
    dated.published_from_at,
    dated.published_until_at
from lake.theme_mentions as mentions
inner join rollups.theme_articles as dated
    on dated.theme = mentions.theme and dated.article_id = mentions.article_id;
