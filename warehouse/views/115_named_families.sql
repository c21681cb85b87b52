-- named_families: one row per dated article and theme it names, itself or by a theme below it.
-- Lives during the build only.
create temp table named_families as
select theme, channel, published_date, region_codes, true as is_own
from rollups.named_articles
where published_date is not null
    and theme not in (select theme from rollups.theme_lineage where depth > 0);

insert into named_families
select
    lineage.theme,
    any_value(named.channel),
    any_value(named.published_date),
    any_value(named.region_codes),
    bool_or(lineage.depth = 0)
from rollups.named_articles as named
inner join rollups.theme_lineage as lineage on lineage.member = named.theme
where named.published_date is not null
    and lineage.theme in (select theme from rollups.theme_lineage where depth > 0)
group by lineage.theme, named.article_key;
