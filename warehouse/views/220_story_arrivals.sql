-- rollups.story_arrivals: one row per channel of a story that more than one channel told.
create table rollups.story_arrivals as
with

arrivals as (
    select
        story_id,
        channel,
        min(published_from_at) as arrived_from_at,
        min(published_until_at) as arrived_until_at,
        arg_min(article_id, (published_from_at, article_id)) as article_id,
        min(published_date) as arrived_date,
        count(*) as article_count
    from dated_articles
    where published_date is not null
    group by story_id, channel
)

select
    *,
    min(arrived_from_at) over story as first_from_at,
    min(arrived_until_at) over story as first_until_at,
    count(*) over story as channel_count
from arrivals
window story as (partition by story_id)
qualify count(*) over story > 1
order by story_id, arrived_from_at, channel;
