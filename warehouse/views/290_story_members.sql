-- story_members: one row per article of a story, in order of time.
--   is_representative   stands for the story
--   published_local_at  Beijing clock
create view story_members as
select
    articles.story_id,
    articles.article_id,
    articles.channel,
    articles.published_local_at,
    articles.published_precision,
    articles.headline,
    articles.canonical_url,
    articles.article_id = stories.representative_id as is_representative
from articles
inner join stories using (story_id)
order by articles.story_id, articles.published_at, articles.article_id;
