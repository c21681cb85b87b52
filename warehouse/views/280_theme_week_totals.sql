-- rollups.theme_week_totals: one row per theme and week with any article about it: counts and a headline.
-- The week's story is the one most channels told, then most articles, then the earliest; its
-- article is the representative of that story if it is about the theme that week, else the earliest.
create table rollups.theme_week_totals as
with

told as (
    select
        theme,
        cast(date_trunc('week', published_date) as date) as week_date,
        story_key,
        count(*) as document_count,
        count(*) filter (where is_original) as original_count,
        count(distinct channel) as channel_count,
        min(published_from_at) as first_at
    from rollups.theme_articles
    where published_date is not null
    group by 1, 2, 3
),

ranked as (
    select
        *,
        row_number() over (
            partition by theme, week_date
            order by channel_count desc, document_count desc, first_at, story_key
        ) as place
    from told
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
    select
        ranked.theme,
        ranked.week_date,
        ranked.channel_count,
        found.story_id,
        found.article_id,
        row_number() over (
            partition by ranked.theme, ranked.week_date
            order by found.article_id is distinct from stories.representative_id,
                found.published_from_at, found.article_id
        ) as place
    from ranked
    inner join rollups.theme_articles as found
        on found.theme = ranked.theme
        and found.story_key = ranked.story_key
        and cast(date_trunc('week', found.published_date) as date) = ranked.week_date
    left join stories on stories.story_id = found.story_id
    where ranked.place = 1
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
inner join chosen
    on chosen.theme = totals.theme and chosen.week_date = totals.week_date and chosen.place = 1
inner join articles on articles.article_id = chosen.article_id
order by totals.theme, totals.week_date;
