-- themes_named_together: one row per pair of themes.
-- 哪些主题常同时出现？lift 大于 1 表示多于偶然。
select theme_a, theme_b, document_count, story_count, original_count, jaccard, lift
from co_occurrence
order by document_count desc, theme_a, theme_b
limit 30;
