-- silent_or_not_crawled: one row per channel: has it gone silent, or did we stop looking?
-- 频道停更还是我们没采？seen_until_date 之后没人看过。
select channel, title, newest_date, seen_until_date, silent_days, usual_gap_days, is_stale,
    last_exit_code
from channel_freshness
order by is_stale desc, silent_days desc, channel;
