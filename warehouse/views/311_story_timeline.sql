-- story_timeline(story_id): one row per article of the story, in order of time, with its source.
create macro story_timeline(a_story) as table
with

found as (
    select article_id, article_key, published_date, is_representative
    from rollups.story_articles
    where story_id = a_story
),

-- The days of the story tell which files to open.
members as (
    select articles.*, found.article_key, found.is_representative
    from articles
    inner join found
        on found.article_id = articles.article_id
        and found.published_date = articles.published_date
    where articles.story_id = a_story
    union all
    select articles.*, found.article_key, found.is_representative
    from articles
    inner join found on found.article_id = articles.article_id
    where articles.story_id = a_story
        and articles.published_date is null
        and found.published_date is null
),

edges as (
    select reprint_edges.*
    from rollups.reprint_edges
    inner join found on found.article_key = reprint_edges.child_key
)

select
    members.published_local_at,
    members.published_precision,
    members.channel,
    members.headline,
    members.is_representative,
    edges.parent as reprinted_from,
    edges.method,
    edges.confidence,
    members.article_id,
    members.canonical_url
from members
left join edges on edges.child_key = members.article_key
order by members.published_local_at nulls last, members.article_id;
