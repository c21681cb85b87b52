-- region_names: one row per division, under the name valid last.
--   region_code  GB/T 2260
--   region       name valid last
--   parent_code  division it belongs to
--   parent       name of that division
--   level        province | city | county | township
--   is_current   whether it is a division of today
--   successor_code  what it went into, renamed or merged, if it is none
--   successor       name of that division
create view region_names as
with

latest as (
    select * from regions
    qualify row_number() over (
        partition by region_code
        order by valid_to desc nulls first, valid_from desc nulls last, region
    ) = 1
)

select
    latest.region_code,
    latest.region,
    latest.parent_code,
    parents.region as parent,
    latest.level,
    latest.valid_to is null as is_current,
    latest.successor_code,
    successors.region as successor
from latest
left join latest as parents on parents.region_code = latest.parent_code
left join latest as successors on successors.region_code = latest.successor_code;
