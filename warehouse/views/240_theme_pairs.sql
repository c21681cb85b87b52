-- rollups.theme_pairs: one row per pair of themes that one article names, over all dated articles.
create table rollups.theme_pairs as
with

firsts as (
    select story_key, is_original, theme_keys, unnest(theme_keys) as key_a
    from rollups.article_themes
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
inner join rollups.theme_numbers as b on b.theme_key = counted.key_b;
