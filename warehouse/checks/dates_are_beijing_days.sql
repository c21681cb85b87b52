-- dates_are_beijing_days: published_date is the Beijing day of published_at, or both are null.
select article_id, published_at, published_date
from articles
where published_date is distinct from cast(timezone({beijing_zone}, published_at) as date);
