-- crawled_days: one row per channel and day that any crawl looked at; lives during the build only.
-- A crawl's word on the days it saw whole stands, but not for days that lay ahead of it.
create temp table crawled_days as
with

windows as (
    select
        channel,
        coalesce(finished_at, started_at) as crawled_at,
        cast(beijing(started_at) as date) as started_date,
        complete_from_date,
        complete_until_date,
        since_date,
        until_date,
        coalesce(links_found, 0) > 0 as has_lists,
        listed_from_date,
        incomplete_reason,
        coalesce(failed_dates, []) as failed_dates,
        coalesce(challenged_dates, []) as challenged_dates
    from crawls
),

discovered as (
    select
        channel,
        crawled_at,
        started_date,
        failed_dates,
        cast(unnest(range(
            cast(greatest(complete_from_date, {first_day}) as timestamp),
            cast(complete_until_date + 1 as timestamp),
            interval 1 day
        )) as date) as published_date
    from windows
    where complete_from_date is not null and complete_until_date is not null
),

-- Days that its lists named, or may have named, whether or not it can claim to have seen them whole.
listed as (
    select
        channel,
        crawled_at,
        incomplete_reason,
        cast(unnest(range(
            cast(greatest(listed_from_date, since_date, {first_day}) as timestamp),
            cast(least(started_date, until_date + 1) as timestamp),
            interval 1 day
        )) as date) as published_date
    from windows
    where listed_from_date is not null
),

failed as (
    select channel, crawled_at, cast(unnest(failed_dates) as date) as published_date
    from windows
),

challenged as (
    select channel, crawled_at, cast(unnest(challenged_dates) as date) as published_date
    from windows
),

-- A crawl that met no challenge has looked at those days again, whatever it could claim of them.
looked_again as (
    select challenged.channel, windows.crawled_at, challenged.published_date
    from challenged
    inner join windows
        on windows.channel = challenged.channel
        and windows.crawled_at > challenged.crawled_at
        and windows.has_lists
        and len(windows.challenged_dates) = 0
        and challenged.published_date >= coalesce(windows.since_date, challenged.published_date)
        and challenged.published_date <= coalesce(windows.until_date, challenged.published_date)
    group by all
),

-- What a gate holds is missing, however complete the crawl was; not so an article that is there in
-- another reading.
held as (
    select channel, fetched_at as crawled_at, published_date
    from dropped
    where drop_reason = 'held' and published_date is not null
        and article_id not in (select article_id from articles)
),

looks as (
    select
        channel,
        published_date,
        crawled_at,
        published_date <= started_date and not list_contains(failed_dates, published_date)
            as is_complete,
        list_contains(failed_dates, published_date) as is_failed,
        false as is_challenged,
        false as is_held,
        cast(null as varchar) as reason
    from discovered
    union all
    select channel, published_date, crawled_at, false, false, false, false, incomplete_reason
    from listed
    union all
    select channel, published_date, crawled_at, false, true, false, false, null from failed
    union all
    select channel, published_date, crawled_at, false, false, true, false, null from challenged
    union all
    select channel, published_date, crawled_at, false, false, false, false, null from looked_again
    union all
    select channel, published_date, crawled_at, false, false, false, true, null from held
)

select
    channel,
    published_date,
    max(crawled_at) filter (where is_complete) as complete_at,
    max(crawled_at) filter (where is_failed) as failed_at,
    max(crawled_at) filter (where is_challenged) as challenged_at,
    max(crawled_at) filter (where not is_held) as looked_at,
    bool_or(is_held) as is_held,
    arg_max(reason, crawled_at) as incomplete_reason
from looks
group by all;
