-- rollups.channel_volumes: one row per channel and day with any article.
create table rollups.channel_volumes as
select
    channel,
    published_date,
    count(*) as article_count,
    count(distinct story_key) as story_count,
    count(*) filter (where is_original) as original_count
from dated_articles
where published_date is not null
group by all;
