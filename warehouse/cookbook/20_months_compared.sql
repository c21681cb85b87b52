-- months_compared: one row per theme and month: share of all known articles, all channels together.
-- 各主题逐月占比。
select theme, month_date, sum(article_count) as article_count,
    sum(document_count) as document_count, sum(original_count) as original_count,
    round(100.0 * sum(document_count) / nullif(sum(article_count), 0), 2) as share_pct
from share_of_attention
group by theme, month_date
order by theme, month_date;
