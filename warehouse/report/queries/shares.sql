-- shares: one row per channel.
select shares.*, coalesce(channels.title, shares.channel) as title
from theme_share($theme, $since, $until) as shares
left join channels using (channel)
order by share_pct desc nulls last, channel;
