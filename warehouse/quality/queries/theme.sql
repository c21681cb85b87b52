-- theme: one row per article: what coverage counts for the theme, what only resembles it, the rest.
select
    articles.article_id,
    articles.channel,
    strftime(articles.published_date, '%Y-%m') as published_month,
    '' as variety,
    case
        when counted.article_id is not null then 'tagged'
        when named.article_id is not null then 'near'
        when regexp_matches(articles.search_text, $pieces) then 'near'
        else 'far'
    end as stratum,
    cast(null as varchar) as mention,
    cast(null as varchar) as quote
from articles
left join (
    select distinct article_id from rollups.theme_articles where theme = $theme
) as counted using (article_id)
left join (
    select distinct article_id from theme_mentions where theme = $theme
) as named using (article_id)
