-- theme_attention: one row per theme and calendar day, all channels together.
--   channel_count        channels we know
--   whole_channel_count  those seen whole on that day
--   article_count        articles of all channels: the denominator; null if nobody looked
--   document_count       articles that name the theme
--   story_count          distinct stories among them
--   original_count       those that are no reprints
--   coverage_pct         100 * document_count / article_count
create view theme_attention as
select *, round(100.0 * document_count / nullif(article_count, 0), 2) as coverage_pct
from rollups.theme_totals;
