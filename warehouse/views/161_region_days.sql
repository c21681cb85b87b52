-- rollups.region_days: one row per place and day with any article that reports on it.
create table rollups.region_days as
with

reported as (
    select
        unnest(article_regions.region_codes) as region_code,
        dated_articles.published_date,
        dated_articles.story_key
    from dated_articles
    inner join article_regions using (article_id)
    where dated_articles.published_date is not null
)

select
    region_code,
    published_date,
    count(*) as article_count,
    count(distinct story_key) as story_count
from reported
group by all
order by region_code, published_date;
