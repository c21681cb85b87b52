-- targets_that_moved: one row per statement that gives a target another value than before.
-- 目标数字的变化：谁在何时改了口径？
select subject, region, deadline, before_date, before_channel, before_value, published_date,
    channel, after_value, normalised_unit, change_pct
from target_drift
order by subject, place_code, published_date, channel;
