-- region_themes_daily: one row per division, theme and day of an article about both, with the places in it.
-- A day without a row says nothing: a place has no crawl of its own, so silence cannot be told.
--   region_code         GB/T 2260 区划代码
--   region              name valid last 名称
--   level               province | city | county | township 层级
--   article_count       articles that report on it or on a place in it that day 当日含下级稿件数
--   document_count      of those, the ones about the theme, or one below it, each once 含下级主题稿件数
--   own_document_count  of those, the ones that report on the division itself 本级主题稿件数
--   original_count      those that are no reprints 原创数
--   coverage_pct        100 * document_count / article_count 占比
create view region_themes_daily as
select
    found.region_code,
    region_names.region,
    region_names.level,
    found.theme,
    found.published_date,
    volumes.article_count,
    found.document_count,
    found.own_document_count,
    found.original_count,
    round(100.0 * found.document_count / nullif(volumes.article_count, 0), 2) as coverage_pct
from rollups.region_theme_within_days as found
inner join rollups.region_within_days as volumes using (region_code, published_date)
left join region_names using (region_code);
