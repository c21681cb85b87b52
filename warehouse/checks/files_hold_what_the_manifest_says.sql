-- files_hold_what_the_manifest_says: row counts of the large tables match the manifest.
select table_name, row_count as stated, found
from snapshot
inner join (
    select 'articles' as table_name, count(*) as found from articles
    union all
    select 'theme_mentions', count(*) from lake.theme_mentions
    union all
    select 'dropped', count(*) from dropped
    union all
    select 'stories', count(*) from stories
) using (table_name)
where row_count <> found;
