-- quality: one row: how right and how complete the theme's tags are, or that nobody measured it.
select
    is_measured,
    precision_pct,
    precision_low_pct,
    precision_high_pct,
    precision_count,
    recall_pct,
    recall_low_pct,
    recall_high_pct,
    recall_count,
    corrected_pct,
    corrected_low_pct,
    corrected_high_pct,
    alpha,
    coder_count,
    measured_date
from tag_quality
where kind = 'theme' and theme = $theme and is_newest;
