-- counted_themes(a_grain): one row per theme, channel and day, week or month with any mention.
-- Counted in two steps, by story first: the same as a distinct count, and several times faster.
-- Lives during the build only.
--   period_date  first day of it
create temp macro counted_themes(a_grain) as table
with

told as (
    select
        theme,
        channel,
        cast(date_trunc(a_grain, published_date) as date) as period_date,
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
    period_date,
    cast(sum(document_count) as bigint) as document_count,
    count(*) as story_count,
    cast(sum(original_count) as bigint) as original_count,
    cast(sum(headline_count) as bigint) as headline_count,
    cast(sum(occurrence_count) as bigint) as occurrence_count
from told
group by all;
