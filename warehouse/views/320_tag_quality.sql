-- tag_quality: one row per tag kind, theme and sample: how right the tags are, and how complete.
-- 每类标签、每个主题、每份样本的精确率与召回率及其 95% 区间；未测者也有一行，写明未测。
-- Samples are drawn by python -m warehouse sample and read back by python -m warehouse quality.
-- Of texts of ours (own, bench/own_labels.jsonl) every tag is judged, and recall is of tags; of the reader's (user) one
-- tag an article is judged, and recall is of articles that hold what is asked for.
--   kind                theme | place | person | organisation | target 标签类别
--   theme               theme that the sample was drawn for; null: of all articles 主题
--   is_measured         readers coded it here; texts of ours do not count 是否已在本地测定
--   is_newest           the newest of its kind and theme, the reader's before ours 是否最新
--   verdict             the figures in words, or: not measured here 未测
--   source              user: coded by readers; own: labelled texts of ours 样本来源
--   sample              name of the sample 样本
--   measured_date       Beijing day its answers were read, or its tags counted 测定日期
--   coder_count         coders; 0: labelled as it was written 判读人数
--   alpha               Krippendorff's α, nominal; null for one coder, or if undefined 一致性
--   alpha_count         units with two answers or more
--   precision_pct       share of judged tags that are right; null if unknown 精确率
--   precision_low_pct   lower bound of it, Wilson, 95 %
--   precision_high_pct  upper bound of it
--   precision_count     judged tags
--   recall_pct          share of what is there that is tagged; null: precision only 召回率
--   recall_low_pct      lower bound of it, 95 %
--   recall_high_pct     upper bound of it
--   recall_count        judged units that it rests on
--   observed_pct        share of articles that are tagged, of those drawn from 标注占比
--   corrected_pct       that share without the errors of tagging (Rogan–Gladen) 校正占比
--   corrected_low_pct   lower bound of it, 95 %
--   corrected_high_pct  upper bound of it
create view tag_quality as
with

asked as (
    select 'theme' as kind, theme from theme_names
    union all
    select unnest(['place', 'person', 'organisation', 'target']), null
    union all
    select kind, theme from rollups.tag_measurements
),

kinds as (select distinct kind, theme from asked)

select
    kinds.kind,
    kinds.theme,
    coalesce(measurements.source = 'user', false) as is_measured,
    row_number() over (
        partition by kinds.kind, kinds.theme
        order by
            measurements.source = 'user' desc, measurements.measured_date desc, measurements.sample
    ) = 1 as is_newest,
    case
        when measurements.source = 'own' then 'not measured here 未测; texts of ours 自拟文本: '
        else ''
    end
    || coalesce(
        format(
            'P {:.1f} % [{:.1f}, {:.1f}] n {}',
            measurements.precision_pct,
            measurements.precision_low_pct,
            measurements.precision_high_pct,
            measurements.precision_count
        ) || coalesce(
            format(
                ', R {:.1f} % [{:.1f}, {:.1f}] n {}',
                measurements.recall_pct,
                measurements.recall_low_pct,
                measurements.recall_high_pct,
                measurements.recall_count
            ),
            ', precision only 仅精确率'
        ),
        'not measured here 未测'
    ) as verdict,
    measurements.source,
    measurements.sample,
    measurements.measured_date,
    measurements.coder_count,
    measurements.alpha,
    measurements.alpha_count,
    measurements.precision_pct,
    measurements.precision_low_pct,
    measurements.precision_high_pct,
    measurements.precision_count,
    measurements.recall_pct,
    measurements.recall_low_pct,
    measurements.recall_high_pct,
    measurements.recall_count,
    measurements.observed_pct,
    measurements.corrected_pct,
    measurements.corrected_low_pct,
    measurements.corrected_high_pct
from kinds
left join rollups.tag_measurements as measurements
    on kinds.kind = measurements.kind and kinds.theme is not distinct from measurements.theme
-- Of a lake without articles there is nothing to measure.
where exists (select 1 from snapshot where table_name = 'articles' and row_count > 0)
order by kinds.kind, kinds.theme nulls first, is_newest desc, measurements.measured_date desc;
