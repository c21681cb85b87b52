-- channel_days: one row per channel and calendar day, whether or not anything was published.
-- The calendar runs from the first to the last day that any crawl or article knows.
--   coverage_state  covered: seen whole, articles found · silent: seen whole, none published ·
--                   partly: some pages failed, a gate holds rows, or no crawl vouches for the
--                   articles of the day ·
--                   challenged: no crawl vouches for it, and the latest that looked met a
--                   challenge (captcha, login, refusal, maintenance) ·
--                   not_crawled: nobody looked
--   article_count   articles of that day: 0 only if silent, null if unknown, at least if partly
--                   or challenged
--   story_count     distinct stories among them
--   original_count  those that are no reprints
--   complete_at     latest crawl that saw the day whole
--   failed_at       latest crawl that failed on a page of that day
--   challenged_at   latest crawl that met a challenge in place of what that day holds
--   incomplete_reason  of a partly day: why the latest crawl that says so could not prove it whole
create table rollups.channel_days as
with

calendar as (
    select cast(unnest(range(
        cast(greatest(min(published_date), {first_day}) as timestamp),
        cast(max(published_date) + 1 as timestamp),
        interval 1 day
    )) as date) as published_date
    from (
        select published_date from crawled_days
        union all
        select published_date from rollups.channel_volumes
    )
),

known_channels as (
    select channel from channels
    union
    select channel from rollups.channel_volumes
    union
    select channel from crawled_days
),

looked_at as (
    select
        known_channels.channel,
        calendar.published_date,
        volumes.article_count,
        volumes.story_count,
        volumes.original_count,
        crawled_days.complete_at,
        crawled_days.failed_at,
        crawled_days.challenged_at,
        crawled_days.incomplete_reason,
        case
            when crawled_days.complete_at is not null and not crawled_days.is_held
                and (crawled_days.failed_at is null
                    or crawled_days.failed_at < crawled_days.complete_at)
                then case when volumes.article_count is null then {silent} else {covered} end
            when crawled_days.challenged_at = crawled_days.looked_at then {challenged}
            when crawled_days.channel is not null or volumes.article_count is not null
                then {partly}
            else {not_crawled}
        end as coverage_state
    from known_channels
    cross join calendar
    left join rollups.channel_volumes as volumes using (channel, published_date)
    left join crawled_days using (channel, published_date)
)

select
    channel,
    published_date,
    coverage_state,
    case when coverage_state = {silent} then 0 else article_count end as article_count,
    case when coverage_state = {silent} then 0 else story_count end as story_count,
    case when coverage_state = {silent} then 0 else original_count end as original_count,
    complete_at,
    failed_at,
    challenged_at,
    case when coverage_state = {partly} then incomplete_reason end as incomplete_reason
from looked_at
order by channel, published_date;

create view channel_days as select * from rollups.channel_days;
