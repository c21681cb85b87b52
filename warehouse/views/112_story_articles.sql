-- rollups.story_articles: one row per article of a story, sorted by story.
--   article_key        number of the article within this snapshot
--   is_representative  stands for the story
create table rollups.story_articles as
select
    dated_articles.story_id,
    dated_articles.article_id,
    dated_articles.article_key,
    dated_articles.published_date,
    dated_articles.article_id = stories.representative_id as is_representative
from dated_articles
inner join stories using (story_id)
order by dated_articles.story_id, dated_articles.article_id;
