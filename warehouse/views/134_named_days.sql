-- rollups.named_days: one row per channel and day with an article about any theme.
-- An article of several themes counts once here: sums over rollups.theme_days would count it often.
create table rollups.named_days as
select
    channel,
    published_date,
    count(distinct article_key) as article_count
from rollups.theme_articles
where published_date is not null
group by channel, published_date
order by channel, published_date;
