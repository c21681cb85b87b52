-- campaign_arcs: one row per theme that any article is about: its rise and fall.
-- Attention is the share of articles about the theme, or one below it, over seven days up to the day; days that
-- nobody looked at are left out of both sides, and under four known days there is no share.
-- Half-life: days from the peak to the first day on which attention is at most half of it.
--   first_date       first article about it
--   last_date        last article about it
--   document_count   dated articles about it
--   story_count      distinct stories among them
--   original_count   those that are no reprints
--   peak_date        last day of the strongest seven days
--   peak_pct         attention of those days
--   rise_days        days from first_date to peak_date
--   half_date        day on which attention had halved; null if it has not
--   half_life_days   days from peak_date to half_date; null if it has not halved
--   is_ongoing       attention has not halved since the peak
create view campaign_arcs as
with

attention as (
    select
        theme,
        published_date,
        case when count(article_count) over past >= 4
            then sum(document_count) over past
                / nullif(cast(sum(article_count) over past as double), 0)
        end as share
    from rollups.theme_totals
    window past as (
        partition by theme order by published_date rows between 6 preceding and current row
    )
),

peaks as (
    select
        theme,
        arg_max(published_date, (share, date '9999-12-31' - published_date)) as peak_date,
        max(share) as peak_share
    from attention
    where share is not null
    group by theme
),

halves as (
    select attention.theme, min(attention.published_date) as half_date
    from attention
    inner join peaks using (theme)
    where attention.published_date > peaks.peak_date and attention.share <= peaks.peak_share / 2
    group by attention.theme
),

spans as (
    select
        theme,
        min(first_date) as first_date,
        max(last_date) as last_date,
        cast(sum(document_count) as bigint) as document_count,
        cast(sum(original_count) as bigint) as original_count
    from rollups.theme_channels
    group by theme
),

told as (
    select theme, story_count from rollups.theme_stories
)

select
    spans.theme,
    spans.first_date,
    spans.last_date,
    spans.document_count,
    told.story_count,
    spans.original_count,
    peaks.peak_date,
    round(100.0 * peaks.peak_share, 2) as peak_pct,
    greatest(peaks.peak_date - spans.first_date, 0) as rise_days,
    halves.half_date,
    halves.half_date - peaks.peak_date as half_life_days,
    halves.half_date is null as is_ongoing
from spans
left join peaks using (theme)
inner join told using (theme)
left join halves using (theme);
