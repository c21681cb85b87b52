-- what_cleaning_cut: one row per label and rule: what was cut from pages, and how much of it?
-- 清洗去掉了什么：按标签与规则统计。
select label, rule, is_kept, count(*) as block_count, min(text) as example
from blocks
group by label, rule, is_kept
order by block_count desc, label, rule
limit 50;
