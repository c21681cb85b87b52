-- stories_count_their_articles: what a story says of its size is what the articles say.
select story_id, stories.article_count as stated, members.article_count as found
from stories
full join (
    select story_id, count(*) as article_count from articles where story_id is not null group by all
) as members using (story_id)
where stories.article_count is distinct from members.article_count;
