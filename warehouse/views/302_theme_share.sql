-- theme_share(theme, since, until): one row per channel: its attention to the theme in the window.
-- day_count are the days of the window, whole_day_count those seen whole; share_pct is of the
-- channel's own known volume, voice_pct of all articles about the theme. mention_count also counts
-- those that only name it, own_count only those about the theme itself, not one below it.
create macro theme_share(a_theme, since := null, until := null) as table
with

volumes as (
    select
        channel,
        count(*) as day_count,
        count(*) filter (where coverage_state in {seen_whole}) as whole_day_count,
        cast(sum(article_count) as bigint) as article_count
    from rollups.channel_days
    where in_window(published_date, since, until)
    group by channel
),

found as (
    select
        channel,
        count(*) as document_count,
        count(*) filter (where is_own) as own_count,
        count(distinct story_key) as story_count,
        count(*) filter (where is_original) as original_count
    from rollups.theme_articles
    where theme = a_theme
        and published_date is not null
        and in_window(published_date, since, until)
    group by channel
),

named as (
    select channel, cast(sum(mention_count) as bigint) as mention_count
    from rollups.theme_days
    where theme = a_theme and in_window(published_date, since, until)
    group by channel
)

select
    volumes.channel,
    volumes.day_count,
    volumes.whole_day_count,
    volumes.article_count,
    or_hole(volumes.article_count, named.mention_count) as mention_count,
    or_hole(volumes.article_count, found.document_count) as document_count,
    or_hole(volumes.article_count, found.own_count) as own_count,
    or_hole(volumes.article_count, found.story_count) as story_count,
    or_hole(volumes.article_count, found.original_count) as original_count,
    round(100.0 * coalesce(found.document_count, 0) / nullif(volumes.article_count, 0), 2)
        as share_pct,
    round(100.0 * found.document_count / nullif(sum(found.document_count) over (), 0), 2)
        as voice_pct
from volumes
left join found using (channel)
left join named using (channel)
order by document_count desc nulls last, channel;
