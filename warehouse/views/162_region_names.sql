-- region_names: one row per division, under the name valid last.
--   region_code  GB/T 2260
--   region       name valid last
--   parent_code  division it belongs to
--   parent       name of that division
--   level        province | city | county
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
    latest.level
from latest
left join latest as parents on parents.region_code = latest.parent_code;
