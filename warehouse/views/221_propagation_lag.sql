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
select
    story_id,
    first_channel,
    first_from_at,
    first_until_at,
    channel,
    article_id,
    arrived_date,
    arrived_from_at,
    arrived_until_at,
    date_diff('second', first_until_at, arrived_from_at) as lag_min_seconds,
    date_diff('second', first_from_at, arrived_until_at) as lag_max_seconds,
    channel_count
from rollups.story_arrivals
where first_channel is distinct from channel;
