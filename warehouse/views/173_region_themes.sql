-- region_themes: one row per division and theme, over the whole history, with the places in it 含下级.
--   region_code         GB/T 2260 区划代码
--   region              name valid last 名称
--   level               province | city | county | township 层级
--   parent              division it belongs to 上级
--   is_current          whether it is a division of today 现行
--   successor           what it went into, if it is none 撤并后归属
--   article_count       articles that report on it or on a place in it: the denominator 含下级稿件数
--   document_count      of those, the ones about the theme, or one below it, each once 含下级主题稿件数，每篇计一次
--   own_document_count  of those, the ones that report on the division itself 本级主题稿件数
--   story_count         distinct stories among them 事件数
--   original_count      those that are no reprints 原创数
--   coverage_pct        100 * document_count / article_count 占比
create view region_themes as
with

counted as (
    select
        theme,
        region_code,
        cast(sum(document_count) as bigint) as document_count,
        cast(sum(own_document_count) as bigint) as own_document_count,
        cast(sum(original_count) as bigint) as original_count
    from rollups.region_theme_within_days
    group by theme, region_code
)

select
    counted.region_code,
    volumes.region,
    volumes.level,
    volumes.parent,
    volumes.is_current,
    volumes.successor,
    counted.theme,
    volumes.article_count,
    counted.document_count,
    counted.own_document_count,
    stories.story_count,
    counted.original_count,
    round(100.0 * counted.document_count / nullif(volumes.article_count, 0), 2) as coverage_pct
from counted
inner join region_coverage as volumes using (region_code)
inner join rollups.region_theme_stories as stories using (theme, region_code);
