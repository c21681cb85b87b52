-- states: one row per channel and day of the window.
select channel_days.channel, coalesce(channels.title, channel_days.channel) as title,
    channel_days.published_date, channel_days.coverage_state
from channel_days
left join channels using (channel)
where ($since is null or channel_days.published_date >= cast($since as date))
    and ($until is null or channel_days.published_date <= cast($until as date))
order by channel_days.channel, channel_days.published_date;
