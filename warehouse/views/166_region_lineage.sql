-- rollups.region_lineage: one row per division and division that lies in it: itself and all below.
-- Divisions that are no more lie where they last lay; region_names tells what they went into.
--   member  division that lies in it
--   depth   steps from the member up to the division; 0 is the division itself
create table rollups.region_lineage as
with recursive

lineage as (
    select region_code, region_code as member, 0 as depth from region_names
    union all
    select below.parent_code, lineage.member, lineage.depth + 1
    from lineage
    inner join region_names as below using (region_code)
    where below.parent is not null and lineage.depth < 5
)

select region_code, member, min(depth) as depth
from lineage
group by region_code, member
order by region_code, depth, member;
