-- rollups.channel_periods: one row per channel and week (Monday to Sunday) or month.
--   grain        week | month
--   period_date  first day of it
create table rollups.channel_periods as
select 'week' as grain, * from counted_channels('week')
union all
select 'month' as grain, * from counted_channels('month')
order by grain, channel, period_date;
