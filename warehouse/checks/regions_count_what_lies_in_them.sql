-- regions_count_what_lies_in_them: no division has fewer articles than itself alone, or than one in it.
select theme, region_code, published_date, 'itself' as member
from rollups.region_theme_within_days
where own_document_count > document_count
union all
select below.theme, lineage.region_code, below.published_date, lineage.member
from rollups.region_lineage as lineage
inner join rollups.region_theme_within_days as below on below.region_code = lineage.member
left join rollups.region_theme_within_days as above
    on above.region_code = lineage.region_code
    and above.theme = below.theme
    and above.published_date = below.published_date
where lineage.depth > 0 and coalesce(above.document_count, 0) < below.document_count;
