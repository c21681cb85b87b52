-- tagged_articles: one row per article and theme it names, unsorted; lives during the build only.
-- Joined here and sorted next: both at once need more memory than a publish may take.
create temp table tagged_articles as
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
    mentions.aboutness,
    -- Null in rows tagged before there was such a number: they count as they did then.
    coalesce(mentions.is_about, true) as is_about,
    dated_articles.published_from_at,
    dated_articles.published_until_at,
    article_regions.region_codes,
    mentions.first_offset,
    mentions.offsets,
    mentions.terms,
    mentions.quote,
    mentions.field,
    mentions.field_offset,
    mentions.seed_hash
from lake.theme_mentions as mentions
inner join dated_articles using (article_id)
left join article_regions using (article_id);
