-- story_timeline(story_id): one row per article of the story, in order of time, with its source.
create macro story_timeline(a_story) as table
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
from story_members as members
left join rollups.reprint_edges as edges on edges.child_id = members.article_id
where members.story_id = a_story
order by members.published_local_at nulls last, members.article_id;
