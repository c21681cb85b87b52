"""### 抓取频道 · Crawl channels

每个频道一个任务；点击 **Trigger** 可选择频道、起止日期（北京时间）、页数上限，或只演练不抓取。
每日定时运行抓取前一天（分区 = 日期），补抓过去某天请用 Trigger 里的 *Backfill*。
一个频道失败会变红并说明原因，其他频道照常入库。

One task per channel. **Trigger** offers channels, first and last day (Beijing time), a page limit
and a dry run. The daily run crawls the day before (its partition); to crawl a past day use
*Backfill* in the same dialog. A channel that fails turns red and says why; the others go on to
`build_articles`.
"""

from __future__ import annotations

from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.sdk import Param, dag, task
from desk.settings import cron
from desk.tasks.crawl_operator import CrawlOperator
from desk.tasks.day_partitions import DayPartitionTimetable
from desk.tasks.form import channels_field, count_field, day_field
from storage.clock import ZONE

from lake_assets import DEFAULTS, RAW_ITEMS, late_after


@dag(
    dag_display_name="抓取频道 · crawl_channels",
    schedule=DayPartitionTimetable(cron(), timezone=ZONE, run_offset=-1, key_format="%Y-%m-%d"),
    catchup=False,
    max_active_runs=1,
    default_args=DEFAULTS,
    deadline=late_after("crawl_channels", hours=10),
    params={
        "channels": channels_field(),
        "since": day_field("起始日期 Since", "最早的发布日期，含当日。First day of publication."),
        "until": day_field("截止日期 Until", "最晚的发布日期，含当日。Last day of publication."),
        "max_pages": count_field(
            "页数上限 Max pages", "每个频道最多抓取的页数。Pages per channel.", highest=20_000
        ),
        "dry_run": Param(
            False, type="boolean", title="演练 Dry run", description_md="只列出计划。Plan only."
        ),
    },
    doc_md=__doc__,
    tags=["crawl", "抓取"],
)
def crawl_channels():
    @task
    def choose(params=None, partition_key=None) -> list[dict]:
        from desk.tasks.steps import plan_crawls

        return plan_crawls(params, partition_key)

    @task(outlets=[RAW_ITEMS], trigger_rule="all_done_min_one_success")
    def hand_over(params=None, partition_key=None, outlet_events=None) -> str:
        """Tell the next DAG that raw files are there, even if some channels failed."""
        from desk.tasks.steps import partition_of

        key = partition_of(params, partition_key)
        outlet_events[RAW_ITEMS].add_partitions(key)
        return key

    crawl = CrawlOperator.per_channel("crawl", choose())
    crawl >> hand_over()
    crawl >> EmptyOperator(task_id="every_channel_done")


crawl_channels()
