-- precisions_are_known: a date says how precise it is; an unknown date says why it is unknown.
select article_id, published_precision, date_rule
from articles
where (published_at is not null
        and coalesce(published_precision, '') not in ('second', 'minute', 'hour', 'day'))
    or (published_at is null and date_rule is null);
