-- co_occurrence_between(since, until): one row per pair of themes that articles are about together.
-- Articles of the window about both; themes sort by name. Without days: the whole history.
create macro co_occurrence_between(since := null, until := null) as table
with

counted as (
    select
        key_a,
        key_b,
        cast(sum(document_count) as bigint) as document_count,
        cast(sum(story_count) filter (
            where previous_date is null or previous_date < cast(since as date)
        ) as bigint) as story_count,
        cast(sum(original_count) as bigint) as original_count
    from rollups.pair_days
    where in_window(published_date, since, until)
    group by key_a, key_b
)

select
    a.theme as theme_a,
    b.theme as theme_b,
    counted.document_count,
    counted.story_count,
    counted.original_count
from counted
inner join rollups.theme_numbers as a on a.theme_key = counted.key_a
inner join rollups.theme_numbers as b on b.theme_key = counted.key_b
order by counted.document_count desc, a.theme, b.theme;
