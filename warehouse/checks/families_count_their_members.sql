-- families_count_their_members: no theme has fewer articles than itself alone, or than one below it.
select theme, channel, published_date, 'itself' as member
from rollups.theme_days
where own_count > document_count or own_mention_count > mention_count
union all
select lineage.theme, below.channel, below.published_date, lineage.member
from rollups.theme_lineage as lineage
inner join rollups.theme_days as below on below.theme = lineage.member
left join rollups.theme_days as above
    on above.theme = lineage.theme
    and above.channel = below.channel
    and above.published_date = below.published_date
where lineage.depth > 0
    and (
        coalesce(above.document_count, 0) < below.document_count
        or coalesce(above.mention_count, 0) < below.mention_count
    );
