-- rollups.story_arrivals: one row per channel of a story that more than one channel told.
-- first_channel is null unless its last possible second precedes every other channel's first.
-- Sorted by the last day of the story.
create table rollups.story_arrivals as
with

arrivals as (
    select
        story_key,
        any_value(story_id) as story_id,
        channel,
        min(published_from_at) as arrived_from_at,
        min(published_until_at) as arrived_until_at,
        arg_min(article_id, (published_from_at, article_id)) as article_id,
        min(published_date) as arrived_date,
        max(published_date) as until_date,
        count(*) as article_count
    from dated_articles
    where published_date is not null
    group by story_key, channel
),

several as (
    select * exclude (until_date), max(until_date) over (partition by story_key) as last_date
    from arrivals
    qualify count(*) over (partition by story_key) > 1
),

placed as (
    select
        story_key,
        channel,
        arrived_until_at,
        row_number() over by_start as place,
        lead(arrived_from_at) over by_start as next_from_at
    from several
    window by_start as (partition by story_key order by arrived_from_at, channel)
),

certain as (
    select story_key, channel as first_channel
    from placed
    where place = 1 and arrived_until_at < next_from_at
)

select
    several.*,
    certain.first_channel,
    min(several.arrived_date) over story as first_date,
    min(several.arrived_from_at) over story as first_from_at,
    min(several.arrived_until_at) over story as first_until_at,
    count(*) over story as channel_count
from several
left join certain using (story_key)
window story as (partition by several.story_key)
order by several.last_date, several.story_key, several.arrived_from_at, several.channel;
