-- rollups.theme_days: one row per theme, channel and day with any mention.
create table rollups.theme_days as
select
    theme,
    channel,
    published_date,
    count(*) as document_count,
    count(distinct story_id) as story_count,
    count(*) filter (where is_original) as original_count,
    count(*) filter (where is_in_headline) as headline_count,
    cast(sum(occurrence_count) as bigint) as occurrence_count
from rollups.theme_articles
where published_date is not null
group by all
order by theme, channel, published_date;
