-- rollups.theme_channels: one row per theme and channel, over all dated articles.
create table rollups.theme_channels as
select
    theme,
    channel,
    count(*) as document_count,
    count(*) filter (where is_own) as own_count,
    count(distinct story_key) as story_count,
    count(*) filter (where is_original) as original_count,
    min(published_from_at) as first_from_at,
    min(published_until_at) as first_until_at,
    arg_min(article_id, (published_from_at, article_id)) as first_article_id,
    min(published_date) as first_date,
    max(published_date) as last_date
from rollups.theme_articles
where published_date is not null
group by all;
