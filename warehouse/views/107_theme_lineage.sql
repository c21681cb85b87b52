-- rollups.theme_lineage: one row per theme and theme of its family: itself and all below it.
--   member  theme of the family
--   depth   steps from the member up to the theme; 0 is the theme itself
create table rollups.theme_lineage as
with recursive

known as (
    select theme, parent from themes
    union all
    select distinct theme, cast(null as varchar) from lake.theme_mentions
    where theme not in (select theme from themes)
),

lineage as (
    select theme, theme as member, 0 as depth from known
    union all
    select above.theme, lineage.member, lineage.depth + 1
    from lineage
    inner join known on known.theme = lineage.theme
    inner join known as above on above.theme = known.parent
    where lineage.depth < 20
)

select theme, member, min(depth) as depth
from lineage
group by theme, member
order by theme, depth, member;
