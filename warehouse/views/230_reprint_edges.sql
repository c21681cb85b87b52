-- rollups.reprint_edges: one row per copy and source, with what both ends are, sorted by day.
create table rollups.reprint_edges as
select
    reprints.child_id,
    child.article_key as child_key,
    child.channel as child_channel,
    child.published_date as child_date,
    child.story_id,
    child.story_key,
    reprints.parent_id,
    -- A source we crawl goes by its channel id, another by the name it was credited under.
    coalesce(parent.channel, outlets.channel, reprints.parent_outlet) as parent,
    parent.channel is not null or outlets.channel is not null as is_parent_crawled,
    reprints.method,
    reprints.confidence,
    reprints.lag_min_seconds,
    reprints.lag_max_seconds,
    reprints.is_contradicted,
    reprints.evidence
from reprints
inner join dated_articles as child on child.article_id = reprints.child_id
left join dated_articles as parent on parent.article_id = reprints.parent_id
left join (
    select outlets.outlet, min(outlets.channel) as channel
    from outlets
    inner join channels using (channel)
    group by outlets.outlet
) as outlets on outlets.outlet = reprints.parent_outlet
left join self_credits
    on self_credits.parent_outlet = reprints.parent_outlet
    and self_credits.channel = child.channel
where reprints.parent_id is not null or self_credits.channel is null
order by child.published_date, child.article_key;
