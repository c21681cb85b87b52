-- which_rules_to_distrust: one row per channel, field and rule that seldom decides there.
-- 哪些规则在某频道只偶尔起作用？少见的规则最值得抽查。
select channel, field, rule, article_count, round(share_pct, 1) as share_pct
from field_rules
where share_pct < 5 and rule not like 'none:%'
order by share_pct, channel, field, rule;
