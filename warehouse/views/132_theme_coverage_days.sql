-- rollups.theme_coverage_days: one row per theme, channel and calendar day, holes included.
-- Kept ready, for it is asked most; its columns are those of theme_coverage_daily.
create table rollups.theme_coverage_days as
select
    theme_names.theme,
    days.channel,
    days.published_date,
    days.coverage_state,
    days.article_count,
    case when days.article_count is not null
        then coalesce(found.document_count, 0)
    end as mention_count,
    case when days.article_count is not null
        then coalesce(found.document_count, 0)
    end as document_count,
    case when days.article_count is not null then coalesce(found.story_count, 0) end as story_count,
    case when days.article_count is not null
        then coalesce(found.original_count, 0)
    end as original_count,
    case when days.article_count is not null
        then coalesce(found.headline_count, 0)
    end as headline_count,
    case when days.article_count is not null
        then coalesce(found.occurrence_count, 0)
    end as occurrence_count,
    round(100.0 * coalesce(found.document_count, 0) / nullif(days.article_count, 0), 2)
        as coverage_pct
from rollups.channel_days as days
cross join theme_names
left join rollups.theme_days as found
    on found.theme = theme_names.theme
    and found.channel = days.channel
    and found.published_date = days.published_date
order by theme_names.theme, days.channel, days.published_date;
