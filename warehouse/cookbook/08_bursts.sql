-- bursts: one row per theme and day of unusual attention.
-- 异常关注日：28 日窗口的稳健 z 分数不低于 3。
select theme, published_date, document_count, story_count, share_pct, usual_pct, z
from bursts
where is_burst
order by z desc
limit 30;
