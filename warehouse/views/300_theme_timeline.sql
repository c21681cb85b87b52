-- theme_timeline(theme, since, until): one row per week that touches the window.
-- Weeks run from Monday to Sunday and are given whole; columns as in theme_weekly.
-- Example: from theme_timeline('主攻工业', date '2019-02-01', date '2019-02-28').
create macro theme_timeline(a_theme, since := null, until := null) as table
select *
from theme_weekly
where theme = a_theme
    and (since is null or week_date > cast(since as date) - 7)
    and (until is null or week_date <= cast(until as date))
order by week_date;
