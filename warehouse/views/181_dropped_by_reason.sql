-- dropped_by_reason: one row per channel, step and reason.
--   dropped_count  raw rows that became no article
--   example_url    one of them
--   example        one detail
create view dropped_by_reason as
select
    channel,
    step,
    drop_reason,
    count(*) as dropped_count,
    min(url) as example_url,
    min(detail) as example
from dropped
group by all
order by dropped_count desc, channel, step, drop_reason;
