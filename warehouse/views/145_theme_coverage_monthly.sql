-- theme_coverage_monthly: one row per theme, channel and month, holes included.
-- Stories are counted once per month, so the story counts of shorter spans do not add up to it.
--   month_date        first day of the month
--   coverage_state   covered | partly | silent | not_crawled: of all its days together
--   day_count        days of the month inside the calendar
--   whole_day_count  those that were seen whole
--   article_count    the channel's own volume: the denominator; null if unknown
--   mention_count    articles that name the theme
--   document_count   the same count, under the name it bears beside the next two
--   story_count      distinct stories among them
--   original_count   those that are no reprints
--   headline_count   those that name it in the headline
--   coverage_pct     100 * mention_count / article_count; null if silent
create view theme_coverage_monthly as
select
    theme_names.theme,
    volumes.channel,
    volumes.month_date,
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
from rollups.channel_months as volumes
cross join theme_names
left join rollups.theme_months as found
    on found.theme = theme_names.theme
    and found.channel = volumes.channel
    and found.month_date = volumes.month_date;
