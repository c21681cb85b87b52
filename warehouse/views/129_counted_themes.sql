-- counted_themes(a_grain): one row per theme, channel and day, week or month with any mention.
-- Counted in two steps, by story first: the same as a distinct count, and several times faster.
-- Lives during the build only.
--   period_date        first day of it
--   mention_count      articles that name the theme or one below it
--   own_mention_count  those that name the theme itself
--   document_count     articles about the theme or one below it
--   own_count          those about the theme itself
create temp macro counted_themes(a_grain) as table
with

told as (
    select
        theme,
        channel,
        cast(date_trunc(a_grain, published_date) as date) as period_date,
        count(*) as document_count,
        count(*) filter (where is_own) as own_count,
        count(*) filter (where is_original) as original_count,
        count(*) filter (where is_in_headline) as headline_count,
        sum(occurrence_count) as occurrence_count
    from rollups.theme_articles
    where published_date is not null
    group by 1, 2, 3, story_key
),

about as (
    select
        theme,
        channel,
        period_date,
        cast(sum(document_count) as bigint) as document_count,
        cast(sum(own_count) as bigint) as own_count,
        count(*) as story_count,
        cast(sum(original_count) as bigint) as original_count,
        cast(sum(headline_count) as bigint) as headline_count,
        cast(sum(occurrence_count) as bigint) as occurrence_count
    from told
    group by all
),

named as (
    select
        theme,
        channel,
        cast(date_trunc(a_grain, published_date) as date) as period_date,
        count(*) as mention_count,
        count(*) filter (where is_own) as own_mention_count
    from named_families
    group by all
)

select
    named.theme,
    named.channel,
    named.period_date,
    named.mention_count,
    named.own_mention_count,
    coalesce(about.document_count, 0) as document_count,
    coalesce(about.own_count, 0) as own_count,
    coalesce(about.story_count, 0) as story_count,
    coalesce(about.original_count, 0) as original_count,
    coalesce(about.headline_count, 0) as headline_count,
    coalesce(about.occurrence_count, 0) as occurrence_count
from named
left join about using (theme, channel, period_date);
