-- who_was_first: one row per channel that may have been first to report on the theme.
-- 谁最先报道？is_first 为确定最先；日期精度不足时列出所有可能者。
select channel, first_from_at, first_until_at, rank_min, rank_max, is_first
from first_movers
where theme = '主攻工业' and may_be_first
order by first_from_at;
