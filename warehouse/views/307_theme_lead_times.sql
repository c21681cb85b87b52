-- theme_lead_times(theme, since, until): one row per pair of channels of which one told first.
-- Stories about the theme in the window and whose first channel is certain.
create macro theme_lead_times(a_theme, since := null, until := null) as table
select
    arrivals.first_channel,
    arrivals.channel,
    count(*) as story_count,
    median(date_diff('second', arrivals.first_until_at, arrivals.arrived_from_at))
        as median_lag_min_seconds,
    median(date_diff('second', arrivals.first_from_at, arrivals.arrived_until_at))
        as median_lag_max_seconds
from rollups.story_arrivals as arrivals
inner join (
    select distinct story_key
    from rollups.theme_articles
    where theme = a_theme
        and published_date is not null
        and in_window(published_date, since, until)
) as found using (story_key)
where (since is null or arrivals.last_date >= cast(since as date))
    and (until is null or arrivals.first_date <= cast(until as date))
    and arrivals.first_channel is not null
    and arrivals.first_channel <> arrivals.channel
group by arrivals.first_channel, arrivals.channel
order by story_count desc, arrivals.first_channel, arrivals.channel;
