-- rollups.theme_week_totals: one row per theme and week with any mention: counts and a headline.
-- The week's story is the one most channels told, then most articles, then the earliest; its
-- article is the representative of that story if it names the theme that week, else the earliest.
create table rollups.theme_week_totals as
with

told as (
    select
        found.theme,
        cast(date_trunc('week', found.published_date) as date) as week_date,
        found.story_id,
        count(*) as document_count,
        count(*) filter (where found.is_original) as original_count,
        count(distinct found.channel) as channel_count,
        min(found.published_from_at) as first_at,
        coalesce(
            any_value(found.article_id) filter (where found.article_id = stories.representative_id),
            arg_min(found.article_id, (found.published_from_at, found.article_id))
        ) as article_id
    from rollups.theme_articles as found
    left join stories using (story_id)
    where found.published_date is not null
    group by all
),

totals as (
    select
        theme,
        week_date,
        cast(sum(document_count) as bigint) as document_count,
        count(*) as story_count,
        cast(sum(original_count) as bigint) as original_count
    from told
    group by all
),

chosen as (
    select theme, week_date, story_id, article_id, channel_count
    from told
    qualify row_number() over (
        partition by theme, week_date
        order by channel_count desc, document_count desc, first_at, story_id
    ) = 1
)

select
    totals.*,
    chosen.story_id as top_story_id,
    chosen.channel_count as top_channel_count,
    articles.article_id as top_article_id,
    articles.channel as top_channel,
    articles.headline as top_headline,
    articles.canonical_url as top_url
from totals
inner join chosen using (theme, week_date)
inner join articles on articles.article_id = chosen.article_id
order by totals.theme, totals.week_date;
