-- volumes_add_up: the channel calendar holds every dated article.
select channel, viewed.article_count as in_view, counted.article_count as in_lake
from (
    select channel, sum(article_count) as article_count from channel_days group by channel
) as viewed
full join (
    select channel, count(*) as article_count
    from articles
    where published_date is not null
    group by channel
) as counted using (channel)
where coalesce(viewed.article_count, 0) <> coalesce(counted.article_count, 0);
