"""### 生成文章库 · Build articles

原始数据 → 清洗、去重、主题标注 → 一个新快照。
检查不通过时保留上一个快照，任务变红并在日志第一行说明原因。

Raw items become one new snapshot of the lake: cleaned, deduplicated, tagged. Runs whenever a crawl
hands over raw items. A gate that fails keeps the last good snapshot and says why in one line.
"""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import PartitionedAssetTimetable, dag, task

from lake_assets import ARTICLES, DEFAULTS, FIRST, RAW_ITEMS, late_after


@dag(
    dag_display_name="生成文章库 · build_articles",
    schedule=PartitionedAssetTimetable(assets=RAW_ITEMS),
    catchup=False,
    max_active_runs=1,
    default_args=DEFAULTS | FIRST,
    deadline=late_after("build_articles", hours=7),
    doc_md=__doc__,
    tags=["build", "入库"],
)
def build_articles():
    @task(execution_timeout=timedelta(minutes=10))
    def check_crawls():
        from desk.tasks.gates import check_crawls

        return check_crawls()

    @task(outlets=[ARTICLES], execution_timeout=timedelta(hours=6))
    def build(partition_key=None, outlet_events=None):
        from desk.tasks.steps import build_lake, partition_of

        report = build_lake()
        outlet_events[ARTICLES].add_partitions(partition_of({}, partition_key))
        return report

    check_crawls() >> build()


build_articles()
