-- bursts: one row per theme and calendar day: how unusual the attention of that day is.
-- Method: z = (share - median) / spread over the 28 calendar days before, the day itself left out.
-- share = articles about the theme / all articles, over all channels. spread is 1.4826 times
-- the median absolute deviation, but not less than the sampling error of a share of that size, so
-- that one article after a quiet month is no burst. Days on which fewer than half the channels
-- were seen whole have no share and do not enter the window; under 14 such days there is no z.
--   document_count    articles about the theme, or one below it; null if nobody looked
--   story_count       distinct stories among them
--   original_count    those that are no reprints
--   share_pct         100 * share; null if too few channels were seen
--   usual_pct         100 * median share of the window
--   window_day_count  days of the window with a share, of 28
--   z                 robust z-score; null if it cannot be told
--   is_burst          z of at least 3, from at least 3 articles; null if it cannot be told
create view bursts as
select
    theme,
    published_date,
    document_count,
    story_count,
    original_count,
    round(100.0 * share, 3) as share_pct,
    round(100.0 * usual_share, 3) as usual_pct,
    window_day_count,
    case when window_day_count >= 14
        then round((share - usual_share) / nullif(spread, 0), 2)
    end as z,
    case when window_day_count >= 14 then (share - usual_share) / nullif(spread, 0) >= 3 end
        and document_count >= 3 as is_burst
from rollups.burst_days;
