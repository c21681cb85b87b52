-- place: one row per article: one place it is tagged with, drawn by lot, or none.
with

mentions as (
    select
        article_id,
        name_raw || ' → ' || region || ' ' || region_code as mention,
        role as variety,
        quote
    from place_mentions
    where role not in ('advert', 'outlet_home')
),

drawn as (
    select *
    from mentions
    qualify row_number() over (
        partition by article_id order by md5($seed || article_id || mention || quote), quote
    ) = 1
)

select
    articles.article_id,
    articles.channel,
    strftime(articles.published_date, '%Y-%m') as published_month,
    coalesce(drawn.variety, '') as variety,
    if(drawn.article_id is null, 'far', 'tagged') as stratum,
    drawn.mention,
    drawn.quote
from articles
left join drawn using (article_id)
where
    $theme is null
    or articles.article_id in (
        select article_id from rollups.theme_articles where theme = $theme
    )
