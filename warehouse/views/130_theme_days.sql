-- rollups.theme_days: one row per theme, channel and day with any mention.
create table rollups.theme_days as
select * rename (period_date as published_date)
from counted_themes('day')
order by theme, channel, published_date;
