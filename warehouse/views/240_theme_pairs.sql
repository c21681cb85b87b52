-- rollups.theme_pairs: one row per pair of themes and month; a null month is all time.
create table rollups.theme_pairs as
select
    first.theme as theme_a,
    second.theme as theme_b,
    cast(date_trunc('month', first.published_date) as date) as month_date,
    count(*) as document_count,
    count(distinct first.story_id) as story_count,
    count(*) filter (where first.is_original) as original_count
from rollups.theme_articles as first
inner join rollups.theme_articles as second
    on second.article_id = first.article_id and second.theme > first.theme
where first.published_date is not null
group by grouping sets ((1, 2, 3), (1, 2));
