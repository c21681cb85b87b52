-- share_of_attention: one row per theme, channel and month with a known volume.
--   month_date       first day of the month
--   coverage_state   covered | silent | partly | challenged: of all days of the month together
--   article_count    the channel's own volume: the denominator of share_pct
--   document_count   articles about the theme, or one below it
--   story_count      distinct stories among them
--   original_count   those that are no reprints
--   share_pct        100 * document_count / article_count
--   voice_pct        100 * document_count / the same of all themes, each itself alone, in channel and month
create view share_of_attention as
with

voices as (
    select channel, period_date as month_date, sum(own_count) as document_count
    from rollups.theme_periods
    where grain = 'month'
    group by all
)

select
    months.theme,
    months.channel,
    months.month_date,
    months.coverage_state,
    months.article_count,
    months.document_count,
    months.story_count,
    months.original_count,
    months.coverage_pct as share_pct,
    round(100.0 * months.document_count / nullif(voices.document_count, 0), 2) as voice_pct
from theme_coverage_monthly as months
left join voices using (channel, month_date)
where months.article_count is not null;
