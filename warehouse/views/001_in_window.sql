-- in_window(day, since, until): true if the day lies in the window; a null end leaves it open.
create macro in_window(a_day, since, until) as
    (since is null or a_day >= cast(since as date))
    and (until is null or a_day <= cast(until as date));
