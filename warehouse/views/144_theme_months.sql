-- rollups.theme_months: one row per theme, channel and month with any mention.
create table rollups.theme_months as
select
    theme,
    channel,
    cast(date_trunc('month', published_date) as date) as month_date,
    count(*) as document_count,
    count(distinct story_id) as story_count,
    count(*) filter (where is_original) as original_count,
    count(*) filter (where is_in_headline) as headline_count,
    cast(sum(occurrence_count) as bigint) as occurrence_count
from rollups.theme_articles
where published_date is not null
group by all
order by theme, channel, month_date;
