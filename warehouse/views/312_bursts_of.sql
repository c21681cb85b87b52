-- bursts_of(theme, since, until): one row per day on which attention to the theme was a burst.
create macro bursts_of(a_theme, since := null, until := null) as table
select *
from bursts
where theme = a_theme
    and is_burst
    and in_window(published_date, since, until)
order by published_date;
