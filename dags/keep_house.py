"""### 清理记录 · Keep house

每周删除九十天前的 Airflow 运行记录、任务日志和过长的通知文件；原始数据、归档和文章库从不触碰。

Once a week, what Airflow keeps of runs older than ninety days goes: rows, task logs, old notices.
Raw items, the archive and the lake are never touched.
"""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import CronTriggerTimetable, dag, task
from storage.clock import ZONE

from lake_assets import DEFAULTS, late_after


@dag(
    dag_display_name="清理记录 · keep_house",
    schedule=CronTriggerTimetable("30 3 * * 0", timezone=ZONE),
    catchup=False,
    max_active_runs=1,
    default_args=DEFAULTS,
    deadline=late_after("keep_house", hours=2),
    doc_md=__doc__,
    tags=["desk", "维护"],
)
def keep_house():
    @task(execution_timeout=timedelta(hours=1))
    def forget() -> str:
        from desk.tasks.steps import keep_house

        return keep_house()

    forget()


keep_house()
