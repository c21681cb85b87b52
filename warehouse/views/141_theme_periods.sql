-- rollups.theme_periods: one row per theme, channel and week or month with any mention.
--   grain        week (Monday to Sunday) | month
--   period_date  first day of it
create table rollups.theme_periods as
select 'week' as grain, * from counted_themes('week') order by theme, channel, period_date;

-- One after the other: both at once need twice the memory.
insert into rollups.theme_periods
select 'month', * from counted_themes('month') order by theme, channel, period_date;
