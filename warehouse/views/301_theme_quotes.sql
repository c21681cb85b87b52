-- theme_quotes(theme, since, until): one row per article that names the theme, with its quote.
-- Newest first; warc_file and warc_offset lead to the archived bytes.
create macro theme_quotes(a_theme, since := null, until := null) as table
with

found as (
    select article_id, published_date, is_original, story_id
    from rollups.theme_articles
    where theme = a_theme
        and (since is null or published_date >= cast(since as date))
        and (until is null or published_date <= cast(until as date))
),

quotes as (
    select article_id, quote, mention_count, is_in_headline
    from lake.theme_mentions
    where theme = a_theme
),

pages as (
    select
        article_id,
        channel,
        published_local_at,
        published_precision,
        headline,
        canonical_url,
        warc_file,
        warc_offset,
        warc_digest
    from articles
    where (since is null or published_date >= cast(since as date))
        and (until is null or published_date <= cast(until as date))
)

select
    found.published_date,
    pages.published_local_at,
    pages.published_precision,
    pages.channel,
    pages.headline,
    quotes.quote,
    quotes.mention_count as occurrence_count,
    quotes.is_in_headline,
    found.is_original,
    found.story_id,
    found.article_id,
    pages.canonical_url,
    pages.warc_file,
    pages.warc_offset,
    pages.warc_digest
from found
inner join quotes using (article_id)
inner join pages using (article_id)
order by pages.published_local_at desc, found.article_id;
