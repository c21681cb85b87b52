-- shares_lie_between_0_and_100: no more articles are about a theme than name it, or than there are.
select theme, channel, published_date, coverage_pct
from theme_coverage_daily
where coverage_pct not between 0 and 100
    or mention_count > article_count
    or document_count > mention_count
    or story_count > document_count
    or original_count > document_count;
