-- articles_within: one row per article and division it reports on, itself or by a place in it.
-- Two counties of one city are one row of the city. Lives during the build only.
create temp table articles_within as
select
    reported.article_id,
    lineage.region_code,
    bool_or(lineage.depth = 0) as is_own
from (
    select article_id, unnest(region_codes) as region_code from article_regions
) as reported
inner join rollups.region_lineage as lineage on lineage.member = reported.region_code
group by reported.article_id, lineage.region_code;
