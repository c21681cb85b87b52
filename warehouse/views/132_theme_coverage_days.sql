-- rollups.theme_coverage_days: one row per theme, channel and calendar day, holes included.
-- Kept ready, for it is asked most; its columns are those of theme_coverage_daily.
create table rollups.theme_coverage_days as
select
    theme_names.theme,
    days.channel,
    days.published_date,
    days.coverage_state,
    case
        when found.document_count > 0 then {present}
        when days.coverage_state in {seen_whole} then {absent}
        else {unknown}
    end as theme_state,
    days.article_count,
    or_hole(days.article_count, found.mention_count) as mention_count,
    or_hole(days.article_count, found.own_mention_count) as own_mention_count,
    or_hole(days.article_count, found.document_count) as document_count,
    or_hole(days.article_count, found.own_count) as own_count,
    or_hole(days.article_count, found.story_count) as story_count,
    or_hole(days.article_count, found.original_count) as original_count,
    or_hole(days.article_count, found.headline_count) as headline_count,
    or_hole(days.article_count, found.occurrence_count) as occurrence_count,
    round(100.0 * coalesce(found.document_count, 0) / nullif(days.article_count, 0), 2)
        as coverage_pct
from rollups.channel_days as days
cross join theme_names
left join rollups.theme_days as found
    on found.theme = theme_names.theme
    and found.channel = days.channel
    and found.published_date = days.published_date
order by theme_names.theme, days.channel, days.published_date;
