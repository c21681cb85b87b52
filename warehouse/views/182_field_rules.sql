-- field_rules: one row per channel, field and rule: which rule gave the field, or why it is null.
-- 每个频道的标题、日期、来源、记者、编辑各由哪条规则、页面何处得出，或为何为空。
-- A place is cut to its zone: names of classes differ with every template.
--   field          headline | published | origin | reporters | editors
--   rule           <rule>@<zone>, or none:<why>
--   article_count  articles whose field the rule decided
--   share_pct      100 * article_count / articles of the channel that tell a rule for the field
create view field_rules as
with

told as (
    select channel, 'headline' as field, headline_rule as full_rule from articles
    union all
    select channel, 'published', date_rule from articles
    union all
    select channel, 'origin', origin_rule from articles
    union all
    select channel, 'reporters', reporters_rule from articles
    union all
    select channel, 'editors', editors_rule from articles
),

zoned as (
    select
        channel,
        field,
        regexp_replace(
            regexp_replace(full_rule, '(@visible:[^:]*):.*$', '\1'), '(@[a-z0-9]+)\..*$', '\1'
        ) as rule
    from told
    where full_rule is not null
),

counted as (
    select channel, field, rule, count(*) as article_count
    from zoned
    group by channel, field, rule
)

select
    channel,
    field,
    rule,
    article_count,
    100.0 * article_count / sum(article_count) over (partition by channel, field) as share_pct
from counted
order by channel, field, article_count desc, rule;
