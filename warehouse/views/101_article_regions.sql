-- article_regions: one row per article, with the places it reports on; lives during the build only.
create temp table article_regions as
select article_id, list_sort(list(distinct region_code)) as region_codes
from place_mentions
where role = 'reported_on' and region_code is not null
group by article_id;
