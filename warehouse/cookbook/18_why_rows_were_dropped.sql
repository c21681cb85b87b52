-- why_rows_were_dropped: one row per channel and reason.
-- 哪些原始条目没有成为稿件，为什么？
select channel, step, drop_reason, dropped_count, example_url
from dropped_by_reason;
