-- channel_health: one row per channel: is what we have of it complete and readable?
--   title                name
--   last_crawl_at        latest crawl
--   last_exit_code       its exit code: 0 is good
--   last_reason          its one line
--   crawl_count          crawls
--   failed_crawl_count   crawls that ended with another exit code
--   covered_day_count    days seen whole, with articles
--   silent_day_count     days seen whole, without
--   partly_day_count     days of which something is missing
--   challenged_day_count  days that a challenge hid
--   hole_day_count       days nobody looked at, between the first and the last day known of it
--   usual_article_count  median of articles on covered days
--   article_count        articles kept, dated or not
--   undated_count        without a readable date
--   unsigned_pct         100 * articles without reporter, correspondent or origin / articles
--   dropped_count        raw rows that became no article
--   is_stale             see channel_freshness
create view channel_health as
with

days as (
    select
        channel,
        min(published_date) filter (where coverage_state <> {not_crawled}) as from_date,
        max(published_date) filter (where coverage_state <> {not_crawled}) as until_date
    from rollups.channel_days
    group by channel
),

states as (
    select
        channel,
        count(*) filter (where coverage_state = {covered}) as covered_day_count,
        count(*) filter (where coverage_state = {silent}) as silent_day_count,
        count(*) filter (where coverage_state = {partly}) as partly_day_count,
        count(*) filter (where coverage_state = {challenged}) as challenged_day_count,
        count(*) filter (where coverage_state = {not_crawled}
            and published_date between from_date and until_date) as hole_day_count,
        median(article_count) filter (where coverage_state = {covered}) as usual_article_count
    from rollups.channel_days
    inner join days using (channel)
    group by channel
),

runs as (
    select
        channel,
        count(*) as crawl_count,
        count(*) filter (where exit_code <> 0) as failed_crawl_count,
        arg_max(reason, coalesce(finished_at, started_at)) as last_reason
    from crawls
    group by channel
),

left_out as (
    select channel, count(*) as dropped_count from dropped group by channel
)

select
    fresh.channel,
    fresh.title,
    fresh.last_crawl_at,
    fresh.last_exit_code,
    runs.last_reason,
    coalesce(runs.crawl_count, 0) as crawl_count,
    coalesce(runs.failed_crawl_count, 0) as failed_crawl_count,
    coalesce(states.covered_day_count, 0) as covered_day_count,
    coalesce(states.silent_day_count, 0) as silent_day_count,
    coalesce(states.partly_day_count, 0) as partly_day_count,
    coalesce(states.challenged_day_count, 0) as challenged_day_count,
    coalesce(states.hole_day_count, 0) as hole_day_count,
    states.usual_article_count,
    fresh.article_count + fresh.undated_count as article_count,
    fresh.undated_count,
    totals.unsigned_pct,
    coalesce(left_out.dropped_count, 0) as dropped_count,
    fresh.is_stale
from channel_freshness as fresh
left join states using (channel)
left join runs using (channel)
left join rollups.channel_totals as totals using (channel)
left join left_out using (channel);
