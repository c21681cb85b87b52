-- movers: one row per channel, in order of its first mention.
select movers.*, coalesce(channels.title, movers.channel) as title
from first_movers_between($theme, $since, $until) as movers
left join channels using (channel)
order by rank_min, rank_max, movers.channel
limit 12;
