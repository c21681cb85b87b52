-- theme_quotes(theme, since, until, named): one row per article about the theme, with its quote.
-- Or about one below it; with named := true also those that only name it: is_about tells which.
-- Newest first; warc_file and warc_offset lead to the archived bytes.
create macro theme_quotes(a_theme, since := null, until := null, named := false) as table
with

about as (
    select
        article_id,
        published_date,
        is_original,
        story_id,
        quote,
        occurrence_count,
        is_in_headline,
        aboutness,
        true as is_about
    from rollups.theme_articles
    where theme = a_theme
        and in_window(published_date, since, until)
),

only_named as (
    select
        article_id,
        any_value(published_date) as published_date,
        any_value(is_original) as is_original,
        any_value(story_id) as story_id,
        arg_max(quote, (theme = a_theme, aboutness, theme)) as quote,
        sum(occurrence_count) as occurrence_count,
        bool_or(is_in_headline) as is_in_headline,
        max(aboutness) as aboutness,
        false as is_about
    from rollups.named_articles
    where named
        and theme in (select member from rollups.theme_lineage where theme = a_theme)
        and in_window(published_date, since, until)
    group by article_id
    having not bool_or(is_about)
),

found as (
    select * from about
    union all
    select * from only_named
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
    found.is_about,
    found.aboutness,
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
