-- theme_coverage_monthly: one row per theme, channel and month, holes included.
-- Stories are counted once per month, so the story counts of shorter spans do not add up to it.
--   month_date        first day of the month
--   coverage_state   covered | silent | partly | challenged | not_crawled: of all its days together
--   day_count        days of the month inside the calendar
--   whole_day_count  those that were seen whole
--   article_count    the channel's own volume: the denominator; null if unknown
--   mention_count    articles that name the theme
--   document_count   the same count, under the name it bears beside the next two
--   story_count      distinct stories among them
--   original_count   those that are no reprints
--   headline_count   those that name it in the headline
--   coverage_pct     100 * mention_count / article_count; null if silent
create view theme_coverage_monthly as
select * exclude (grain) rename (period_date as month_date)
from rollups.theme_coverage_periods
where grain = 'month';
