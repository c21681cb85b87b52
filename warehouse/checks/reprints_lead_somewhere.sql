-- reprints_lead_somewhere: both ends of an edge exist, they differ, and its lag is an interval.
select child_id, parent_id, lag_min_seconds, lag_max_seconds
from reprints
where child_id not in (select article_id from articles)
    or (parent_id is not null and parent_id not in (select article_id from articles))
    or parent_id = child_id
    or (parent_id is null and parent_outlet is null)
    or lag_min_seconds > lag_max_seconds;
