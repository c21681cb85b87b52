-- rollups.pair_days: one row per pair of themes, day, and day on which its stories were last told.
-- A story counts as new in a window if it was last told before it, so that the distinct stories of
-- any window are a sum: those whose previous_date is null or lies before the window.
--   key_a, key_b    numbers of the themes, see rollups.theme_numbers; key_a is the lower
--   previous_date   last day before on which an article of the story was about both; null if none
--   document_count  articles about both
--   story_count     distinct stories among them
--   original_count  those that are no reprints
create table rollups.pair_days as
with

firsts as (
    select published_date, story_key, is_original, theme_keys, unnest(theme_keys) as key_a
    from rollups.article_themes
),

pairs as (
    select published_date, story_key, is_original, key_a, unnest(theme_keys) as key_b
    from firsts
),

told as (
    select
        key_a,
        key_b,
        story_key,
        published_date,
        count(*) as document_count,
        count(*) filter (where is_original) as original_count
    from pairs
    where key_b > key_a
    group by key_a, key_b, story_key, published_date
),

retold as (
    select
        *,
        lag(published_date) over (
            partition by key_a, key_b, story_key order by published_date
        ) as previous_date
    from told
)

select
    published_date,
    key_a,
    key_b,
    previous_date,
    cast(sum(document_count) as bigint) as document_count,
    count(*) as story_count,
    cast(sum(original_count) as bigint) as original_count
from retold
group by published_date, key_a, key_b, previous_date
order by published_date, key_a, key_b, previous_date;
