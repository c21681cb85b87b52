-- story_spread: one row per story: how far and how fast it went.
--   first_date     Beijing day of its first article
--   spread_hours   hours from the first to the last article (starts of their intervals)
create view story_spread as
select
    story_id,
    headline,
    first_channel,
    cast(beijing(first_at) as date) as first_date,
    article_count,
    channel_count,
    round(epoch(last_at - first_at) / 3600, 2) as spread_hours
from stories;
