-- theme_quotes(theme, since, until): one row per article that names the theme, with its quote.
-- Newest first; warc_file and warc_offset lead to the archived bytes.
create macro theme_quotes(a_theme, since := null, until := null) as table
with

found as (
    select
        article_id,
        published_date,
        is_original,
        story_id,
        quote,
        occurrence_count,
        is_in_headline
    from rollups.theme_articles
    where theme = a_theme
        and in_window(published_date, since, until)
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
    where in_window(published_date, since, until)
)

select
    found.published_date,
    pages.published_local_at,
    pages.published_precision,
    pages.channel,
    pages.headline,
    found.quote,
    found.occurrence_count,
    found.is_in_headline,
    found.is_original,
    found.story_id,
    found.article_id,
    pages.canonical_url,
    pages.warc_file,
    pages.warc_offset,
    pages.warc_digest
from found
inner join pages using (article_id)
order by pages.published_local_at desc, found.article_id;
