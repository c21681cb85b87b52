-- weeks: one row per week, with the headline of the story most channels told.
select weeks.*, coalesce(channels.title, weeks.top_channel) as title
from theme_timeline($theme, $since, $until) as weeks
left join channels on channels.channel = weeks.top_channel
where document_count > 0
order by week_date desc
limit 26;
