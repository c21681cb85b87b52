"""### 补抓历史 · Backfill channels

按频道补抓一段日期。可随时中断：再次运行会从账本记录处继续，已抓取的页面不再请求；
每个主机的间隔与并发限制照常遵守，同一频道同时只有一个任务。

Crawls a range of past days, one task per channel. It may be stopped at any time: the next run goes
on where the ledger says, and asks for no page twice. Politeness holds, and one channel is crawled
by one task at a time. (For single days, *Backfill* of `crawl_channels` does the same by partition.)
"""

from __future__ import annotations

from airflow.sdk import PartitionedAtRuntime, dag, task
from desk.tasks.crawl_operator import CrawlOperator
from desk.tasks.form import channels_field, count_field, needed_day_field

from lake_assets import DEFAULTS, RAW_ITEMS


@dag(
    dag_display_name="补抓历史 · backfill_channels",
    schedule=PartitionedAtRuntime(),
    max_active_runs=1,
    default_args=DEFAULTS,
    params={
        "channels": channels_field(),
        "since": needed_day_field("起始日期 Since", "最早的发布日期。First day of publication."),
        "until": needed_day_field("截止日期 Until", "最晚的发布日期。Last day of publication."),
        "max_pages": count_field("页数上限 Max pages", "每个频道。Per channel.", highest=20_000),
    },
    doc_md=__doc__,
    tags=["crawl", "抓取", "backfill"],
)
def backfill_channels():
    @task
    def choose(params=None) -> list[dict]:
        from desk.tasks.steps import plan_crawls

        return plan_crawls(params, None)

    @task(outlets=[RAW_ITEMS], trigger_rule="all_done_min_one_success")
    def hand_over(params=None, outlet_events=None) -> str:
        from desk.tasks.steps import partition_of

        key = partition_of(params, None)
        outlet_events[RAW_ITEMS].add_partitions(key)
        return key

    @task
    def every_channel_done() -> None:
        """Red if one channel failed, though the others were handed over."""

    crawl = CrawlOperator.per_channel("crawl", choose(), max_active_tis_per_dag=2, retries=6)
    crawl >> [hand_over(), every_channel_done()]


backfill_channels()
