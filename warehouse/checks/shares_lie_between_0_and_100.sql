-- shares_lie_between_0_and_100: no theme is named by more articles than there are.
select theme, channel, published_date, coverage_pct
from theme_coverage_daily
where coverage_pct not between 0 and 100
    or mention_count > article_count
    or story_count > mention_count
    or original_count > mention_count;
