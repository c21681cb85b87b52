-- rise_and_fall: one row per theme: first seen, peak, half-life.
-- 一场宣传的起落：首见、峰值、半衰期（天）。
select theme, first_date, peak_date, peak_pct, rise_days, half_life_days, is_ongoing, last_date,
    document_count, story_count, original_count
from campaign_arcs
order by document_count desc, theme;
