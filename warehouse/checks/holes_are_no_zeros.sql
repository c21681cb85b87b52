-- holes_are_no_zeros: a count of zero needs a day that was seen whole.
select channel, published_date, coverage_state, article_count
from channel_days
where (article_count = 0 and coverage_state <> {silent})
    or (coverage_state = {not_crawled} and article_count is not null)
    or (coverage_state = {covered} and article_count is null);
