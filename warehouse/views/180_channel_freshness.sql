-- channel_freshness: one row per channel: how far behind its newest article is.
-- Ages are measured against the crawls, not against the clock of the reader.
--   newest_at           newest article published
--   newest_date         its Beijing day
--   oldest_date         oldest article published
--   article_count       dated articles
--   undated_count       articles without a readable date
--   last_crawl_at       latest crawl that ended
--   last_exit_code      its exit code: 0 is good
--   seen_until_date     last day seen whole
--   silent_days         days seen whole since the newest article
--   usual_gap_days      longest gap between its days with articles, among 19 of 20
--   is_stale            silent for more than three usual gaps, and at least 3 days
create view channel_freshness as
with

last_crawls as (
    select
        channel,
        max(coalesce(finished_at, started_at)) as last_crawl_at,
        arg_max(exit_code, coalesce(finished_at, started_at)) as last_exit_code
    from crawls
    group by channel
),

seen as (
    select
        channel,
        max(published_date) filter (where coverage_state in {seen_whole})
            as seen_until_date
    from rollups.channel_days
    group by channel
),

silences as (
    select days.channel, count(*) as silent_days
    from rollups.channel_days as days
    inner join rollups.channel_totals as newest using (channel)
    where days.coverage_state = {silent} and days.published_date > newest.newest_date
    group by days.channel
),

gaps as (
    select
        channel,
        published_date - lag(published_date) over (
            partition by channel order by published_date
        ) as gap_days
    from rollups.channel_volumes
),

usual as (
    select channel, quantile_disc(gap_days, 0.95) as usual_gap_days
    from gaps
    group by channel
)

select
    channels.channel,
    channels.title,
    newest.newest_at,
    newest.newest_date,
    newest.oldest_date,
    coalesce(newest.article_count, 0) as article_count,
    coalesce(newest.undated_count, 0) as undated_count,
    last_crawls.last_crawl_at,
    last_crawls.last_exit_code,
    seen.seen_until_date,
    coalesce(silences.silent_days, 0) as silent_days,
    usual.usual_gap_days,
    coalesce(silences.silent_days, 0) >= 3
        and silences.silent_days > 3 * coalesce(usual.usual_gap_days, 1) as is_stale
from channels
left join rollups.channel_totals as newest using (channel)
left join last_crawls using (channel)
left join seen using (channel)
left join silences using (channel)
left join usual using (channel);
