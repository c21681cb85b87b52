-- rollups.speeches: one row per mention of a person in an article.
create table rollups.speeches as
select
    mentions.person,
    mentions.post,
    mentions.post_raw,
    mentions.speech_act,
    mentions.theme,
    mentions.quote,
    mentions.article_id,
    dated_articles.channel,
    dated_articles.published_date,
    dated_articles.story_id,
    dated_articles.is_original
from person_mentions as mentions
inner join dated_articles using (article_id)
order by mentions.theme, dated_articles.published_date, mentions.person;
