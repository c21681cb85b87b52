-- leads: one row per pair of channels of which one told stories first, the most frequent first.
--   total_count  pairs in all
select leads.*, coalesce(firsts.title, leads.first_channel) as first_title,
    coalesce(others.title, leads.channel) as title,
    count(*) over () as total_count
from theme_lead_times($theme, $since, $until) as leads
left join channels as firsts on firsts.channel = leads.first_channel
left join channels as others on others.channel = leads.channel
order by story_count desc, first_channel, channel
limit 15;
