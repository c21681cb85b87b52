"""### 生成文章库 · Build articles

原始数据 → 清洗、去重、主题标注 → 一个新快照。
某个频道的模板变化或日期可疑时，只暂缓这些行，其余照常发布；最后一个任务变红并列出暂缓的行，
在 Trigger 表单中勾选 *Release* 即可放行。整体检查不通过时保留上一个快照；
原始数据缺失时同样如此，除非勾选 *Accept loss*。

Raw items become one new snapshot of the lake: cleaned, deduplicated, tagged. Runs whenever a crawl
hands over raw items. Rows that a gate is about (a template that drifted, a date in doubt) are held,
the rest is published, and the last task turns red and names them; *Release* in the trigger form
lets them through. What fails for the whole keeps the last good snapshot; so do raw items that are
gone, unless *Accept loss* lets their rows go.
"""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import Param, PartitionedAssetTimetable, dag, task
from desk.tasks.form import known_channels_field

from lake_assets import ARTICLES, DEFAULTS, FIRST, RAW_ITEMS, late_after


@dag(
    dag_display_name="生成文章库 · build_articles",
    schedule=PartitionedAssetTimetable(assets=RAW_ITEMS),
    catchup=False,
    max_active_runs=1,
    default_args=DEFAULTS | FIRST,
    deadline=late_after("build_articles", hours=7),
    params={
        "release": Param(
            False,
            type="boolean",
            title="放行 Release",
            description_md="发布被暂缓的行；再次抓取的版本会替换已发布的版本。"
            "Publish what gates hold; a later reading replaces the published one.",
        ),
        "accept_loss": Param(
            False,
            type="boolean",
            title="接受缺失 Accept loss",
            description_md="原始数据缺失时仍发布，缺失的行随之消失。"
            "Publish though raw items are gone; their rows go with them.",
        ),
        "channels": known_channels_field(),
    },
    doc_md=__doc__,
    tags=["build", "入库"],
)
def build_articles():
    @task(outlets=[ARTICLES], execution_timeout=timedelta(hours=6))
    def build(params=None, partition_key=None, outlet_events=None):
        from desk.tasks.steps import build_lake, partition_of

        report = build_lake(params)
        outlet_events[ARTICLES].add_partitions(partition_of({}, partition_key))
        return report

    @task
    def report_held(report):
        """Red when a gate holds rows: which, why, and how they are released."""
        from desk.tasks.gates import report_held

        report_held(report)

    report_held(build())


build_articles()
