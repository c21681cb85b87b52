-- dates_lie_in_the_past: nothing is published more than a day after it was last fetched.
select article_id, published_at, last_seen_at
from articles
where published_at > last_seen_at + interval 1 day;
