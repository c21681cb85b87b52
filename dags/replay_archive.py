"""### 重放存档 · Replay the archive

用新版提取规则重新提取已存档的网页（WARC），不访问网络。完成后自动重新入库并发布。

Extracts the archived pages again with today's extraction, without the network: after an extractor
was improved. The builds that follow publish the new text.
"""

from __future__ import annotations

from airflow.sdk import PartitionedAtRuntime, dag, task
from desk.tasks.crawl_operator import CrawlOperator
from desk.tasks.form import channels_field, day_field

from lake_assets import DEFAULTS, RAW_ITEMS


@dag(
    dag_display_name="重放存档 · replay_archive",
    schedule=PartitionedAtRuntime(),
    max_active_runs=1,
    default_args=DEFAULTS,
    params={
        "channels": channels_field(),
        "since": day_field("起始日期 Since", "存档的起始日期。First day of the archive."),
        "until": day_field("截止日期 Until", "存档的截止日期。Last day of the archive."),
    },
    doc_md=__doc__,
    tags=["crawl", "重放"],
)
def replay_archive():
    @task
    def choose(params=None) -> list[dict]:
        from desk.tasks.steps import plan_replays

        return plan_replays(params)

    @task(outlets=[RAW_ITEMS], trigger_rule="all_done_min_one_success")
    def hand_over(params=None, outlet_events=None) -> str:
        from desk.tasks.steps import partition_of

        key = partition_of(params, None)
        outlet_events[RAW_ITEMS].add_partitions(key)
        return key

    @task
    def every_channel_done() -> None:
        """Red if one channel failed, though the others were handed over."""

    replay = CrawlOperator.per_channel("replay", choose(), command="replay", retries=1)
    replay >> [hand_over(), every_channel_done()]


replay_archive()
