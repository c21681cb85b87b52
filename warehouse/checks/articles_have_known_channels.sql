-- articles_have_known_channels: every article belongs to a channel of the channel list.
select channel, count(*) as article_count
from articles
where channel not in (select channel from channels) or channel is null
group by channel;
