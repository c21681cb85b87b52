-- how_far_to_trust_the_tags: one row per tag kind and theme, measured here or not.
-- 标签有多可信？先看区间，再看数字；未测者注明未测。
select kind, theme, verdict, round(alpha, 3) as alpha, round(corrected_pct, 2) as corrected_pct
from tag_quality
where is_newest
order by is_measured desc, kind, theme nulls first;
