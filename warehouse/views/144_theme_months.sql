-- rollups.theme_months: one row per theme, channel and month with any mention.
-- Counted in two steps, by story first: the same as a distinct count, and several times faster.
create table rollups.theme_months as
with

told as (
    select
        theme,
        channel,
        cast(date_trunc('month', published_date) as date) as month_date,
        count(*) as document_count,
        count(*) filter (where is_original) as original_count,
        count(*) filter (where is_in_headline) as headline_count,
        sum(occurrence_count) as occurrence_count
    from rollups.theme_articles
    where published_date is not null
    group by 1, 2, 3, story_key
)

select
    theme,
    channel,
    month_date,
    cast(sum(document_count) as bigint) as document_count,
    count(*) as story_count,
    cast(sum(original_count) as bigint) as original_count,
    cast(sum(headline_count) as bigint) as headline_count,
    cast(sum(occurrence_count) as bigint) as occurrence_count
from told
group by all
order by theme, channel, month_date;
