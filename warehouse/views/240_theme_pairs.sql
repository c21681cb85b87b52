-- rollups.theme_pairs: one row per pair of themes that one article names, over all dated articles.
create table rollups.theme_pairs as
with

firsts as (
    select story_key, is_original, themes, unnest(themes) as theme_a
    from rollups.article_themes
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
group by all;
