-- coverage_adds_up: the daily view holds every dated mention, and no other.
select theme, viewed.mention_count as in_view, counted.mention_count as in_lake
from (
    select theme, sum(own_mention_count) as mention_count
    from theme_coverage_daily
    group by theme
) as viewed
full join (
    select mentions.theme, count(*) as mention_count
    from lake.theme_mentions as mentions
    inner join articles using (article_id)
    where articles.published_date is not null
    group by mentions.theme
) as counted using (theme)
where coalesce(viewed.mention_count, 0) <> coalesce(counted.mention_count, 0);
