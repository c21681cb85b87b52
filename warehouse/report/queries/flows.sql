-- flows: one row per source and channel, the largest first.
select flows.*, coalesce(sources.title, flows.parent) as source, coalesce(copies.title, flows.child_channel) as copier
from reprint_flow($theme, $since, $until) as flows
left join channels as sources on sources.channel = flows.parent
left join channels as copies on copies.channel = flows.child_channel
order by document_count desc, parent, child_channel
limit 120;
