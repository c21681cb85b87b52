-- counted_channels(a_grain): one row per channel and week or month; lives during the build only.
--   period_date  first day of it
create temp macro counted_channels(a_grain) as table
with

stories_told as (
    select
        channel,
        cast(date_trunc(a_grain, published_date) as date) as period_date,
        count(distinct story_key) as story_count
    from dated_articles
    where published_date is not null
    group by all
),

days as (
    select
        channel,
        cast(date_trunc(a_grain, published_date) as date) as period_date,
        case
            when bool_and(coverage_state = {silent}) then {silent}
            when bool_and(coverage_state in {seen_whole}) then {covered}
            when bool_and(coverage_state = {not_crawled}) then {not_crawled}
            when bool_and(coverage_state in ({challenged}, {not_crawled})) then {challenged}
            else {partly}
        end as coverage_state,
        count(*) as day_count,
        count(*) filter (where coverage_state in {seen_whole}) as whole_day_count,
        cast(sum(article_count) as bigint) as article_count,
        cast(sum(original_count) as bigint) as original_count
    from rollups.channel_days
    group by all
)

select
    days.*,
    or_hole(days.article_count, stories_told.story_count) as story_count
from days
left join stories_told using (channel, period_date);
