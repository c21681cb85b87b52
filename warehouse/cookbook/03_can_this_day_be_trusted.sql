-- can_this_day_be_trusted: one row per channel and state: how many days were seen whole?
-- 采集状态统计：covered 完整、silent 无稿、partly 部分、challenged 受阻、not_crawled 未采集。
select channel, coverage_state, count(*) as day_count, min(published_date) as first_date,
    max(published_date) as last_date
from channel_days
group by all
order by channel, coverage_state;
