-- rollups.channel_totals: one row per channel with any article, over the whole history.
--   article_count  dated articles
--   undated_count  articles without a readable date
--   unsigned_pct   100 * articles without reporter, correspondent or origin / articles
create table rollups.channel_totals as
select
    channel,
    max(published_at) as newest_at,
    max(published_date) as newest_date,
    min(published_date) as oldest_date,
    count(published_date) as article_count,
    count(*) - count(published_date) as undated_count,
    round(100.0 * count(*) filter (
        where origin is null and len(coalesce(reporters, [])) = 0
            and len(coalesce(correspondents, [])) = 0
    ) / count(*), 1) as unsigned_pct
from articles
group by channel
order by channel;
