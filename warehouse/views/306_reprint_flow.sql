-- reprint_flow(theme, since, until): one row per source and channel: copies about the theme.
-- Columns as in reprint_network.
create macro reprint_flow(a_theme, since := null, until := null) as table
select
    edges.parent,
    bool_or(edges.is_parent_crawled) as is_parent_crawled,
    edges.child_channel,
    count(distinct edges.child_key) as document_count,
    count(distinct edges.story_key) as story_count,
    count(distinct edges.child_key) filter (where edges.is_contradicted) as contradicted_count,
    round(avg(edges.confidence), 3) as mean_confidence,
    median(edges.lag_min_seconds) as median_lag_min_seconds,
    median(edges.lag_max_seconds) as median_lag_max_seconds
from rollups.reprint_edges as edges
inner join (
    select article_key
    from rollups.theme_articles
    where theme = a_theme
        and published_date is not null
        and in_window(published_date, since, until)
) as found on found.article_key = edges.child_key
where in_window(edges.child_date, since, until)
group by edges.parent, edges.child_channel
order by document_count desc, edges.parent, edges.child_channel;
