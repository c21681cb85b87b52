-- counties: one row per division, on the last day of the window, of the province that most channels
-- serve; with the name of that province.
with home as (
    select left(region_code, 2) || '0000' as province_code
    from channels
    where region_code is not null and region_code <> '100000' -- the whole country
    group by all
    order by count(*) desc, province_code
    limit 1
)

select
    regions.region_code,
    regions.region,
    regions.parent_code,
    regions.level,
    (select region from region_names where region_code = home.province_code) as province
from regions
inner join home on left(regions.region_code, 2) = left(home.province_code, 2)
where regions.level <> 'township'
    and (regions.valid_from is null or regions.valid_from <= cast($until as date))
    and (regions.valid_to is null or regions.valid_to >= cast($until as date))
qualify row_number() over (partition by regions.region_code order by valid_from desc nulls last) = 1
order by regions.region_code;
