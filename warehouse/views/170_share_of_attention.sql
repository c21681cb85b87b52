-- share_of_attention: one row per theme, channel and month with a known volume.
--   month_date       first day of the month
--   coverage_state   covered | partly | silent: of all days of the month together
--   article_count    the channel's own volume: the denominator of share_pct
--   document_count   articles that name the theme
--   story_count      distinct stories among them
--   original_count   those that are no reprints
--   share_pct        100 * document_count / article_count
--   voice_pct        100 * document_count / theme mentions of all themes in that channel and month
create view share_of_attention as
select
    theme,
    channel,
    month_date,
    coverage_state,
    article_count,
    document_count,
    story_count,
    original_count,
    coverage_pct as share_pct,
    round(100.0 * document_count
        / nullif(sum(document_count) over (partition by channel, month_date), 0), 2) as voice_pct
from theme_coverage_monthly
where article_count is not null;
