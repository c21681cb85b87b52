-- co_occurrence_between(since, until): one row per pair of themes named together.
-- Articles of the window that name both; themes sort by name.
create macro co_occurrence_between(since, until) as table
with

firsts as (
    select story_key, is_original, theme_keys, unnest(theme_keys) as key_a
    from rollups.article_themes
    where published_date between cast(since as date) and cast(until as date)
),

pairs as (
    select story_key, is_original, key_a, unnest(theme_keys) as key_b
    from firsts
),

told as (
    select
        key_a,
        key_b,
        count(*) as document_count,
        count(*) filter (where is_original) as original_count
    from pairs
    where key_b > key_a
    group by key_a, key_b, story_key
),

counted as (
    select
        key_a,
        key_b,
        cast(sum(document_count) as bigint) as document_count,
        count(*) as story_count,
        cast(sum(original_count) as bigint) as original_count
    from told
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
