"""### 每周摘要 · Weekly digest

每个主题本周的报道量与占比、与上周的变化、新出现的目标数字、停更的频道。
写入 `data/digests/`，并交给 COVERAGE_NOTIFY 指定的命令发送。

A page per week: coverage of each theme and its change, targets stated for the first time, silent
channels. Written to `data/digests/` and handed to the command COVERAGE_NOTIFY names.
"""

from __future__ import annotations

from airflow.sdk import dag, task
from desk.tasks.form import day_field

from lake_assets import DEFAULTS, late_after, when_live


@dag(
    dag_display_name="每周摘要 · weekly_digest",
    schedule=when_live("0 8 * * 1"),
    catchup=False,
    max_active_runs=1,
    default_args=DEFAULTS,
    deadline=late_after("weekly_digest", hours=1),
    params={
        "day": day_field(
            "所在周 Week of", "该周任意一天；留空为最近一周。Any day of it; empty: the latest week."
        )
    },
    doc_md=__doc__,
    tags=["report", "摘要"],
)
def weekly_digest():
    @task
    def write(params=None) -> str:
        from desk.tasks.digest import write_digest

        return str(write_digest(params.get("day")))

    @task
    def send(path: str) -> None:
        from desk.tasks.digest import send_digest

        send_digest(path)

    send(write())


weekly_digest()
