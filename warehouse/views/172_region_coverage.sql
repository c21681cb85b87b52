-- region_coverage: one row per division that dated articles report on, with the places in it 含下级.
--   region_code        GB/T 2260 区划代码
--   region             name valid last 名称
--   level              province | city | county | township 层级
--   parent             division it belongs to 上级
--   is_current         whether it is a division of today 现行
--   successor          what it went into, if it is none 撤并后归属
--   article_count      articles that report on it or on a place in it, each once 含下级稿件数，每篇计一次
--   own_article_count  of those, the ones that report on the division itself 本级稿件数
--   first_date         first such article 首篇日期
--   last_date          last such article 末篇日期
create view region_coverage as
with

volumes as (
    select
        region_code,
        cast(sum(article_count) as bigint) as article_count,
        cast(sum(own_article_count) as bigint) as own_article_count,
        min(published_date) as first_date,
        max(published_date) as last_date
    from rollups.region_within_days
    group by region_code
)

select
    volumes.region_code,
    region_names.region,
    region_names.level,
    region_names.parent,
    region_names.is_current,
    region_names.successor,
    volumes.article_count,
    volumes.own_article_count,
    volumes.first_date,
    volumes.last_date
from volumes
left join region_names using (region_code);
