-- reprint_network: one row per source and channel that reprints from it.
--   parent                  source: channel id if we crawl it, else the outlet's name
--   is_parent_crawled       the source is a channel of ours
--   child_channel           who reprints
--   document_count          copies
--   story_count             distinct stories among them
--   declared_count          copies that name or link their source
--   contradicted_count      copies whose credited source is later than themselves
--   mean_confidence         0 to 1
--   median_lag_min_seconds  median of the shortest lags the precisions allow; null if none is known
--   median_lag_max_seconds  median of the longest lags
--   first_date              first copy
--   last_date               last copy
create table rollups.reprint_network as
select
    parent,
    bool_or(is_parent_crawled) as is_parent_crawled,
    child_channel,
    count(distinct child_key) as document_count,
    count(distinct story_key) as story_count,
    count(distinct child_key) filter (where method in ('declared_link', 'declared_name'))
        as declared_count,
    count(distinct child_key) filter (where is_contradicted) as contradicted_count,
    round(avg(confidence), 3) as mean_confidence,
    median(lag_min_seconds) as median_lag_min_seconds,
    median(lag_max_seconds) as median_lag_max_seconds,
    min(child_date) as first_date,
    max(child_date) as last_date
from rollups.reprint_edges
group by parent, child_channel;

create view reprint_network as select * from rollups.reprint_network;
