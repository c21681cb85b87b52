-- co_occurrence_between(since, until): one row per pair of themes named together.
-- Articles of the window that name both; themes sort by name.
create macro co_occurrence_between(since, until) as table
with

firsts as (
    select story_key, is_original, themes, unnest(themes) as theme_a
    from rollups.article_themes
    where published_date between cast(since as date) and cast(until as date)
),

pairs as (
    select story_key, is_original, theme_a, unnest(themes) as theme_b
    from firsts
),

told as (
    select
        theme_a,
        theme_b,
        count(*) as document_count,
        count(*) filter (where is_original) as original_count
    from pairs
    where theme_b > theme_a
    group by theme_a, theme_b, story_key
)

select
    theme_a,
    theme_b,
    cast(sum(document_count) as bigint) as document_count,
    count(*) as story_count,
    cast(sum(original_count) as bigint) as original_count
from told
group by theme_a, theme_b
order by document_count desc, theme_a, theme_b;
