-- theme_lead_times(theme, since, until): one row per pair of channels of which one told first.
-- Stories on the theme that begin in the window and whose first channel is certain.
create macro theme_lead_times(a_theme, since := null, until := null) as table
select
    lags.first_channel,
    lags.channel,
    count(*) as story_count,
    median(lags.lag_min_seconds) as median_lag_min_seconds,
    median(lags.lag_max_seconds) as median_lag_max_seconds
from propagation_lag as lags
inner join (
    select distinct story_id
    from rollups.theme_articles
    where theme = a_theme
        and published_date is not null
        and (since is null or published_date >= cast(since as date))
        and (until is null or published_date <= cast(until as date))
) as found using (story_id)
where lags.first_channel is not null
group by lags.first_channel, lags.channel
order by story_count desc, lags.first_channel, lags.channel;
