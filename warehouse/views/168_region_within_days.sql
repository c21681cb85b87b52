-- rollups.region_within_days: one row per division and day, with what reports on it or on a place in it.
create table rollups.region_within_days as
select
    within.region_code,
    dated_articles.published_date,
    count(*) as article_count,
    count(*) filter (where within.is_own) as own_article_count
from articles_within as within
inner join dated_articles using (article_id)
where dated_articles.published_date is not null
group by all
order by within.region_code, dated_articles.published_date;
