-- theme_mentions: one row per article and theme it names, with the quote.
-- Named is not about: counts of coverage take the rows that is_about holds, and the whole family.
-- The columns of lake.theme_mentions, then those of its article.
--   channel             channel of the article
--   published_date      Beijing day; null if the page gives no date
--   story_id            story of the article
--   is_original         no reprint
--   published_from_at   first second that the printed time can mean
--   published_until_at  last second that it can mean
create view theme_mentions as
select
    article_id,
    theme,
    occurrence_count as mention_count,
    is_in_headline,
    is_in_lead,
    aboutness,
    is_about,
    first_offset,
    offsets,
    terms,
    quote,
    field,
    field_offset,
    seed_hash,
    channel,
    published_date,
    story_id,
    is_original,
    published_from_at,
    published_until_at
from rollups.named_articles;
