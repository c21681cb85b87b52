-- theme_attention: one row per theme and calendar day, all channels together.
--   channel_count        channels we know
--   whole_channel_count  those seen whole on that day
--   article_count        articles of all channels: the denominator; null if nobody looked
--   mention_count        articles that name the theme, or one below it
--   document_count       articles about the theme, or one below it
--   own_count            those about the theme itself
--   story_count          distinct stories of the articles about it
--   original_count       those of them that are no reprints
--   coverage_pct         100 * document_count / article_count
create view theme_attention as
select *, round(100.0 * document_count / nullif(article_count, 0), 2) as coverage_pct
from rollups.theme_totals;
