-- totals: one row: the counts of the theme in the window, and articles without a date.
--   own_count    articles about the theme itself, not only about one below it
--   named_count  articles that only name the theme, or one below it
with

about as (
    select
        *,
        published_date is not null
            and ($since is null or published_date >= cast($since as date))
            and ($until is null or published_date <= cast($until as date)) as in_window
    from rollups.theme_articles
    where theme = $theme
),

named as (
    select cast(coalesce(sum(mention_count), 0) as bigint) as mention_count
    from rollups.theme_days
    where theme = $theme
        and ($since is null or published_date >= cast($since as date))
        and ($until is null or published_date <= cast($until as date))
)

select
    count(*) filter (where in_window) as document_count,
    count(*) filter (where in_window and is_own) as own_count,
    any_value(named.mention_count) - count(*) filter (where in_window) as named_count,
    count(distinct story_id) filter (where in_window) as story_count,
    count(*) filter (where in_window and is_original) as original_count,
    count(distinct channel) filter (where in_window) as channel_count,
    count(*) filter (where published_date is null) as undated_count
from named
left join about on true;
