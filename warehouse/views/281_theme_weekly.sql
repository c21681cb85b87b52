-- theme_weekly: one row per theme and week of the calendar, all channels together.
--   week_date          Monday of the week
--   day_count          days of the week inside the calendar
--   whole_pct          100 * channel-days seen whole / all channel-days of the week
--   article_count      articles of all channels: the denominator; null if nobody looked
--   mention_count      articles that name the theme, or one below it
--   document_count     articles about the theme, or one below it
--   own_count          those about the theme itself
--   story_count        distinct stories of the articles about it
--   original_count     those of them that are no reprints
--   coverage_pct       100 * document_count / article_count
--   top_headline       headline of the story most channels told
--   top_channel        channel it is taken from
--   top_channel_count  channels that told that story
--   top_article_id     its article
--   top_url            its address
create view theme_weekly as
with

weeks as (
    select
        theme,
        cast(date_trunc('week', published_date) as date) as week_date,
        count(*) as day_count,
        round(100.0 * sum(whole_channel_count) / nullif(sum(channel_count), 0), 1) as whole_pct,
        cast(sum(article_count) as bigint) as article_count,
        cast(sum(mention_count) as bigint) as mention_count,
        cast(sum(own_count) as bigint) as own_count
    from rollups.theme_totals
    group by all
)

select
    weeks.*,
    or_hole(weeks.article_count, found.document_count) as document_count,
    or_hole(weeks.article_count, found.story_count) as story_count,
    or_hole(weeks.article_count, found.original_count) as original_count,
    round(100.0 * coalesce(found.document_count, 0) / nullif(weeks.article_count, 0), 2)
        as coverage_pct,
    found.top_headline,
    found.top_channel,
    found.top_channel_count,
    found.top_article_id,
    found.top_url
from weeks
left join rollups.theme_week_totals as found using (theme, week_date);
