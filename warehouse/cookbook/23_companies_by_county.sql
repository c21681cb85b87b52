-- companies_by_county: one row per place: how many companies are named in lists?
-- 名单中的企业按县市区统计。
select region_code, min(region) as region, count(*) as company_count,
    cast(sum(document_count) as bigint) as document_count
from listed_companies
where listed_count > 0
group by region_code
order by company_count desc, region_code;
