"""### 频道巡检 · Check channels

每个频道只取一个列表页和一篇文章，并与自身历史比较：模板是否变化、字段是否缺失、是否停更。
发现问题即变红，写明频道、模板和字段。

The canary: one list page and one article per channel, then drift and freshness against the
channel's own history. Red if something is wrong; it names the channel, the template and the field.
"""

from __future__ import annotations

from airflow.sdk import dag, task
from desk.tasks.crawl_operator import CrawlOperator
from desk.tasks.form import channels_field

from lake_assets import DEFAULTS, late_after, when_live


@dag(
    dag_display_name="频道巡检 · check_channels",
    schedule=when_live("30 12 * * *"),
    catchup=False,
    max_active_runs=1,
    default_args=DEFAULTS,
    deadline=late_after("check_channels", hours=2),
    params={"channels": channels_field()},
    doc_md=__doc__,
    tags=["check", "巡检"],
)
def check_channels():
    @task
    def choose(params=None) -> list[dict]:
        from desk.tasks.steps import plan_canaries

        return plan_canaries(params)

    @task(trigger_rule="all_done", retries=0)
    def judge(params=None):
        from desk.tasks.canary import judge_channels

        return judge_channels(params["channels"])

    canary = CrawlOperator.per_channel("canary", choose(), retries=1)
    canary >> judge()


check_channels()
