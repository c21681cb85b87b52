"""### 重新标注主题 · Retag themes

修改主题词表或地名表之后运行：对已入库的文章重新标注，无需再次抓取；随后自动发布。

Tags the published articles again after a lexicon was edited (`transforms/seeds`): no crawl, no
cleaning. A seed file with an error changes nothing: the task names its file and line.
"""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import PartitionedAtRuntime, dag, task

from lake_assets import ARTICLES, DEFAULTS, FIRST


@dag(
    dag_display_name="重新标注主题 · retag_themes",
    schedule=PartitionedAtRuntime(),
    max_active_runs=1,
    default_args=DEFAULTS | FIRST,
    doc_md=__doc__,
    tags=["build", "主题"],
)
def retag_themes():
    @task(outlets=[ARTICLES], execution_timeout=timedelta(hours=6))
    def retag(partition_key=None, outlet_events=None):
        from desk.tasks.steps import partition_of, retag_lake

        report = retag_lake()
        outlet_events[ARTICLES].add_partitions(partition_of({}, partition_key))
        return report

    retag()


retag_themes()
