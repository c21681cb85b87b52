-- propagation_lag: one row per channel that took up a story which another channel told before it.
-- Lags are intervals: the printed times say no more. A negative lag_min leaves the order open.
--   first_channel     the channel that was first for certain; null if the times overlap
--   first_from_at     first second the story can have appeared
--   first_until_at    last second by which it had appeared
--   channel           the channel that took it up
--   article_id        its first article of the story
--   arrived_date      day of that article
--   arrived_from_at   first second that article can mean
--   arrived_until_at  last second it can mean
--   lag_min_seconds   shortest lag the precisions allow
--   lag_max_seconds   longest lag they allow
--   channel_count     channels that told the story
create view propagation_lag as
with

certain as (
    select story_id, channel
    from (
        select
            story_id,
            channel,
            arrived_from_at,
            arrived_until_at,
            row_number() over by_start as place,
            lead(arrived_from_at) over by_start as next_from_at
        from rollups.story_arrivals
        window by_start as (partition by story_id order by arrived_from_at, channel)
    )
    where place = 1 and arrived_until_at < next_from_at
)

select
    arrivals.story_id,
    certain.channel as first_channel,
    arrivals.first_from_at,
    arrivals.first_until_at,
    arrivals.channel,
    arrivals.article_id,
    arrivals.arrived_date,
    arrivals.arrived_from_at,
    arrivals.arrived_until_at,
    date_diff('second', arrivals.first_until_at, arrivals.arrived_from_at) as lag_min_seconds,
    date_diff('second', arrivals.first_from_at, arrivals.arrived_until_at) as lag_max_seconds,
    arrivals.channel_count
from rollups.story_arrivals as arrivals
left join certain using (story_id)
where certain.channel is distinct from arrivals.channel;
