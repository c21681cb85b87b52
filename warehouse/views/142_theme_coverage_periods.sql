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
    or_hole(volumes.article_count, found.mention_count) as mention_count,
    or_hole(volumes.article_count, found.own_mention_count) as own_mention_count,
    or_hole(volumes.article_count, found.document_count) as document_count,
    or_hole(volumes.article_count, found.own_count) as own_count,
    or_hole(volumes.article_count, found.story_count) as story_count,
    or_hole(volumes.article_count, found.original_count) as original_count,
    or_hole(volumes.article_count, found.headline_count) as headline_count,
    round(100.0 * coalesce(found.document_count, 0) / nullif(volumes.article_count, 0), 2)
        as coverage_pct
from rollups.channel_periods as volumes
cross join theme_names
left join rollups.theme_periods as found
    on found.grain = volumes.grain
    and found.theme = theme_names.theme
    and found.channel = volumes.channel
    and found.period_date = volumes.period_date;
