-- rollups.theme_coverage_periods: one row per theme, channel and week or month, holes included.
-- Columns as in theme_coverage_weekly and theme_coverage_monthly, which are its two halves.
create view rollups.theme_coverage_periods as
select
    volumes.grain,
    theme_names.theme,
    volumes.channel,
    volumes.period_date,
    volumes.coverage_state,
    volumes.day_count,
    volumes.whole_day_count,
    volumes.article_count,
    case when volumes.article_count is not null
        then coalesce(found.document_count, 0)
    end as mention_count,
    case when volumes.article_count is not null
        then coalesce(found.document_count, 0)
    end as document_count,
    case when volumes.article_count is not null
        then coalesce(found.story_count, 0)
    end as story_count,
    case when volumes.article_count is not null
        then coalesce(found.original_count, 0)
    end as original_count,
    case when volumes.article_count is not null
        then coalesce(found.headline_count, 0)
    end as headline_count,
    round(100.0 * coalesce(found.document_count, 0) / nullif(volumes.article_count, 0), 2)
        as coverage_pct
from rollups.channel_periods as volumes
cross join theme_names
left join rollups.theme_periods as found
    on found.grain = volumes.grain
    and found.theme = theme_names.theme
    and found.channel = volumes.channel
    and found.period_date = volumes.period_date;
