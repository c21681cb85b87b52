-- themes_are_mentioned_once: one row per article and theme, and a count of at least one.
select article_id, theme, count(*) as copies, min(mention_count) as least
from lake.theme_mentions
group by article_id, theme
having count(*) > 1 or min(mention_count) < 1;
