-- co_occurrence_between(since, until): one row per pair of themes named together.
-- Articles of the window that name both; themes sort by name.
create macro co_occurrence_between(since, until) as table
with

found as (
    select theme, article_key, story_key, is_original
    from rollups.theme_articles
    where published_date between cast(since as date) and cast(until as date)
)

select
    a.theme as theme_a,
    b.theme as theme_b,
    count(*) as document_count,
    count(distinct a.story_key) as story_count,
    count(*) filter (where a.is_original) as original_count
from found as a
inner join found as b on b.article_key = a.article_key and b.theme > a.theme
group by a.theme, b.theme
order by document_count desc, theme_a, theme_b;
