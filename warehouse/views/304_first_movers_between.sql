-- first_movers_between(theme, since, until): one row per channel: who was first in the window.
-- Columns as in first_movers.
create macro first_movers_between(a_theme, since := null, until := null) as table
with

movers as (
    select
        channel,
        min(published_from_at) as first_from_at,
        min(published_until_at) as first_until_at,
        arg_min(article_id, (published_from_at, article_id)) as first_article_id,
        count(*) as document_count,
        count(distinct story_key) as story_count,
        count(*) filter (where is_original) as original_count
    from rollups.theme_articles
    where theme = a_theme
        and published_date is not null
        and in_window(published_date, since, until)
    group by channel
)

select
    mover.channel,
    mover.first_from_at,
    mover.first_until_at,
    mover.first_article_id,
    1 + count(other.channel) filter (where other.first_until_at < mover.first_from_at) as rank_min,
    1 + count(other.channel) filter (where other.first_from_at <= mover.first_until_at)
        as rank_max,
    count(other.channel) filter (where other.first_from_at <= mover.first_until_at) = 0
        as is_first,
    count(other.channel) filter (where other.first_until_at < mover.first_from_at) = 0
        as may_be_first,
    mover.document_count,
    mover.story_count,
    mover.original_count
from movers as mover
left join movers as other on other.channel <> mover.channel
group by all
order by rank_min, rank_max, mover.channel;
