-- theme_coverage_daily: one row per theme, channel and calendar day, holes included.
-- A hole is never a zero: where nobody looked, every count is null.
--   coverage_state    covered | partly | silent | not_crawled, as in channel_days
--   article_count     the channel's own volume of that day: the denominator
--   mention_count     articles that name the theme
--   document_count    the same count, under the name it bears beside the next two
--   story_count       distinct stories among them
--   original_count    those that are no reprints
--   headline_count    those that name it in the headline
--   occurrence_count  times the theme is named
--   coverage_pct      100 * mention_count / article_count; null on silent days
create view theme_coverage_daily as
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
    and found.published_date = days.published_date;
