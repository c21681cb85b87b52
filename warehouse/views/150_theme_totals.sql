-- rollups.theme_totals: one row per theme and calendar day, all channels together.
-- Days on which no channel was seen have null counts.
create table rollups.theme_totals as
with

days as (
    select
        published_date,
        count(*) as channel_count,
        count(*) filter (where coverage_state in {seen_whole}) as whole_channel_count,
        cast(sum(article_count) as bigint) as article_count
    from rollups.channel_days
    group by published_date
),

told as (
    select
        theme,
        published_date,
        count(*) as document_count,
        count(*) filter (where is_original) as original_count
    from rollups.theme_articles
    where published_date is not null
    group by theme, published_date, story_key
),

found as (
    select
        theme,
        published_date,
        cast(sum(document_count) as bigint) as document_count,
        count(*) as story_count,
        cast(sum(original_count) as bigint) as original_count
    from told
    group by all
),

counted as (
    select
        theme,
        published_date,
        cast(sum(mention_count) as bigint) as mention_count,
        cast(sum(own_count) as bigint) as own_count
    from rollups.theme_days
    group by theme, published_date
)

select
    theme_names.theme,
    days.*,
    or_hole(days.article_count, counted.mention_count) as mention_count,
    or_hole(days.article_count, found.document_count) as document_count,
    or_hole(days.article_count, counted.own_count) as own_count,
    or_hole(days.article_count, found.story_count) as story_count,
    or_hole(days.article_count, found.original_count) as original_count
from days
cross join theme_names
left join found using (theme, published_date)
left join counted using (theme, published_date)
order by theme, published_date;
