-- totals: one row: the three counts of the theme in the window, and articles without a date.
select
    count(*) filter (where in_window) as document_count,
    count(distinct story_id) filter (where in_window) as story_count,
    count(*) filter (where in_window and is_original) as original_count,
    count(distinct channel) filter (where in_window) as channel_count,
    count(*) filter (where published_date is null) as undated_count
from (
    select
        *,
        published_date is not null
            and ($since is null or published_date >= cast($since as date))
            and ($until is null or published_date <= cast($until as date)) as in_window
    from rollups.theme_articles
    where theme = $theme
);
