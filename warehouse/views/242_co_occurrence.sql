-- co_occurrence: one row per pair of themes that one article is about, over the whole history.
--   theme_a         the theme that sorts first
--   theme_b         the other
--   document_count  dated articles about both
--   story_count     distinct stories among them
--   original_count  those that are no reprints
--   jaccard         articles about both / articles about either
--   lift            times as often as if the two were independent
create view co_occurrence as
with

sizes as (
    select theme, cast(sum(own_count) as bigint) as document_count
    from rollups.theme_channels
    group by theme
),

volume as (
    select sum(article_count) as article_count from rollups.channel_volumes
)

select
    pairs.theme_a,
    pairs.theme_b,
    pairs.document_count,
    pairs.story_count,
    pairs.original_count,
    round(pairs.document_count
        / nullif(cast(a.document_count + b.document_count - pairs.document_count as double), 0), 4)
        as jaccard,
    round(pairs.document_count * cast(volume.article_count as double)
        / nullif(cast(a.document_count as double) * b.document_count, 0), 2) as lift
from co_occurrence_between() as pairs
inner join sizes as a on a.theme = pairs.theme_a
inner join sizes as b on b.theme = pairs.theme_b
cross join volume;
