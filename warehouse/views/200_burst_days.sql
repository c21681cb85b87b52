-- rollups.burst_days: one row per theme and calendar day with its robust z-score.
create table rollups.burst_days as
with

shares as (
    select
        theme,
        published_date,
        document_count,
        story_count,
        original_count,
        article_count,
        -- A day is comparable only if most channels were seen whole.
        case when 2 * whole_channel_count >= channel_count and article_count > 0
            then document_count / cast(nullif(article_count, 0) as double)
        end as share
    from rollups.theme_totals
),

windows as (
    select
        *,
        count(share) over past as window_day_count,
        median(share) over past as usual_share,
        mad(share) over past as deviation
    from shares
    window past as (
        partition by theme order by published_date rows between 28 preceding and 1 preceding
    )
)

select
    *,
    greatest(
        1.4826 * deviation,
        sqrt(greatest(usual_share, 1.0 / nullif(article_count, 0)) / nullif(article_count, 0))
    ) as spread
from windows;
