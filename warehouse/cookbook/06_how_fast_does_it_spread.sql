-- how_fast_does_it_spread: one row per pair of channels: typical lag, as an interval of hours.
-- 传播时差（小时）区间，受日期精度限制。
select first_channel, channel, story_count,
    round(median_lag_min_seconds / 3600.0, 1) as lag_min_hours,
    round(median_lag_max_seconds / 3600.0, 1) as lag_max_hours
from lead_times
order by story_count desc, first_channel, channel
limit 30;
