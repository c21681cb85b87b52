-- theme_coverage_weekly: one row per theme, channel and week (Monday to Sunday), holes included.
-- Stories are counted once per week, so the story counts of shorter spans do not add up to it.
--   week_date        first day of the week, a Monday
--   coverage_state   covered | silent | partly | challenged | not_crawled: of all its days together
--   day_count        days of the week inside the calendar
--   whole_day_count  those that were seen whole
--   article_count    the channel's own volume: the denominator; null if unknown
--   mention_count      articles that name the theme, or one below it 提及本主题或其下级主题
--   own_mention_count  those that name the theme itself 提及本主题自身
--   document_count     articles about the theme, or one below it 以本主题或其下级主题为题
--   own_count          those about the theme itself 以本主题自身为题
--   story_count        distinct stories of the articles about it
--   original_count     those of them that are no reprints
--   headline_count     those that name it in the headline
--   coverage_pct       100 * document_count / article_count; null if silent
create view theme_coverage_weekly as
select * exclude (grain) rename (period_date as week_date)
from rollups.theme_coverage_periods
where grain = 'week';
