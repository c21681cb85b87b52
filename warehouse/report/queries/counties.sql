-- counties: one row per division of Jiangxi that exists on the last day of the window.
select region_code, region, parent_code, level
from regions
where region_code like '36%'
    and (valid_from is null or valid_from <= cast($until as date))
    and (valid_to is null or valid_to >= cast($until as date))
qualify row_number() over (partition by region_code order by valid_from desc nulls last) = 1
order by region_code;
