"""### 发布数据库 · Refresh the warehouse

文章库有新快照时，重建 `data/coverage.duckdb` 的视图，检查通过后整体替换。

Builds the DuckDB views over the new snapshot beside the published ones, checks them, then swaps
them in. Readers see the old snapshot or the new one, never a mix; a failing check publishes none.
"""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import PartitionedAssetTimetable, dag, task

from lake_assets import ARTICLES, DEFAULTS, FIRST, WAREHOUSE, late_after


@dag(
    dag_display_name="发布数据库 · refresh_warehouse",
    schedule=PartitionedAssetTimetable(assets=ARTICLES),
    catchup=False,
    max_active_runs=1,
    default_args=DEFAULTS | FIRST,
    deadline=late_after("refresh_warehouse", hours=2),
    doc_md=__doc__,
    tags=["publish", "发布"],
)
def refresh_warehouse():
    @task(execution_timeout=timedelta(minutes=10))
    def check_snapshot():
        from desk.tasks.gates import check_snapshot

        return check_snapshot()

    @task(outlets=[WAREHOUSE], execution_timeout=timedelta(hours=1))
    def publish(partition_key=None, outlet_events=None) -> str:
        from desk.tasks.steps import build_warehouse, partition_of

        path = build_warehouse()
        outlet_events[WAREHOUSE].add_partitions(partition_of({}, partition_key))
        return path

    check_snapshot() >> publish()


refresh_warehouse()
