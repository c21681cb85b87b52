-- lead_times: one row per pair of channels of which one told stories before the other.
-- Only stories whose first channel is certain.
--   first_channel           who told them first
--   channel                 who took them up
--   story_count             stories
--   median_lag_min_seconds  median of the shortest lags the precisions allow
--   median_lag_max_seconds  median of the longest lags
create table rollups.lead_times as
select
    first_channel,
    channel,
    count(*) as story_count,
    median(lag_min_seconds) as median_lag_min_seconds,
    median(lag_max_seconds) as median_lag_max_seconds
from propagation_lag
where first_channel is not null
group by all;

create view lead_times as select * from rollups.lead_times;
