-- dated_articles: one row per article, with what every count needs; lives during the build only.
-- An article is original if no reprint edge leads away from it. A credit to the channel's own
-- outlet is no copy; a credit that the dates contradict still is one, for the page says so.
-- The moment of publication lies from published_from_at to published_until_at, both included:
-- the first and the last second that the printed time can mean.
create temp table dated_articles as
with

copies as (
    select distinct reprints.child_id
    from reprints
    inner join articles on articles.article_id = reprints.child_id
    left join self_credits
        on self_credits.parent_outlet = reprints.parent_outlet
        and self_credits.channel = articles.channel
    where reprints.parent_id is not null or self_credits.channel is null
)

select
    articles.article_id,
    -- Numbers are joined and counted many times faster than names.
    cast(row_number() over () as integer) as article_key,
    articles.channel,
    articles.published_date,
    articles.published_at as published_from_at,
    articles.published_at + case articles.published_precision
        when 'second' then interval 1 second
        when 'minute' then interval 1 minute
        when 'hour' then interval 1 hour
        else interval 1 day
    end - interval 1 second as published_until_at,
    coalesce(articles.story_id, articles.article_id) as story_id,
    cast(dense_rank() over (order by coalesce(articles.story_id, articles.article_id)) as integer)
        as story_key,
    copies.child_id is null as is_original
from articles
left join copies on copies.child_id = articles.article_id;
