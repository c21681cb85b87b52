-- first_movers: one row per theme and channel that reported on it: who was first, as far as dates tell.
-- The first article of a channel lies between first_from_at and first_until_at. A channel is first
-- for certain if that ends before any other can begin; it may be first if it begins before every
-- other must have begun. Channels that nobody crawled at the time cannot be judged.
--   first_date        day of the first article about it
--   first_from_at     first second that article can mean
--   first_until_at    last second it can mean
--   first_article_id  that article
--   rank_min          best rank the precisions allow
--   rank_max          worst rank they allow
--   is_first          first for certain
--   may_be_first      not ruled out as first
--   document_count    articles of the channel about the theme, or one below it
--   story_count       distinct stories among them
--   original_count    those that are no reprints
create view first_movers as
select
    mover.theme,
    mover.channel,
    mover.first_date,
    mover.first_from_at,
    mover.first_until_at,
    mover.first_article_id,
    1 + count(other.channel) filter (where other.first_until_at < mover.first_from_at) as rank_min,
    1 + count(other.channel) filter (where other.first_from_at <= mover.first_until_at)
        as rank_max,
    count(other.channel) filter (where other.first_from_at <= mover.first_until_at) = 0
        as is_first,
    count(other.channel) filter (where other.first_until_at < mover.first_from_at) = 0
        as may_be_first,
    mover.document_count,
    mover.story_count,
    mover.original_count
from rollups.theme_channels as mover
left join rollups.theme_channels as other
    on other.theme = mover.theme and other.channel <> mover.channel
group by all;
