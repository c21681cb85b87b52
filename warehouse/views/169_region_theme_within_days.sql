-- rollups.region_theme_within_days: one row per division, theme and day, over it and what lies in it.
create table rollups.region_theme_within_days as
select
    covering.theme,
    within.region_code,
    covering.published_date,
    count(*) as document_count,
    count(*) filter (where within.is_own) as own_document_count,
    count(*) filter (where covering.is_original) as original_count
from rollups.theme_articles as covering
inner join articles_within as within using (article_id)
where covering.published_date is not null
group by all
order by covering.theme, within.region_code, covering.published_date;
