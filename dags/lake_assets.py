"""What the DAGs of the desk share: the assets that join them, the defaults, the clock."""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import (
    Asset,
    CronTriggerTimetable,
    DeadlineAlert,
    DeadlineReference,
    ExceptionRetryPolicy,
    RetryAction,
    RetryRule,
    SyncCallback,
)
from desk.channels import choose, live_among
from desk.tasks.gates import GateError
from desk.tasks.notices import tell_failure, tell_late
from storage.clock import ZONE

RAW_ITEMS = Asset("raw_items", uri="file:///coverage/raw/items", group="coverage")
ARTICLES = Asset("articles", uri="file:///coverage/lake/articles", group="coverage")
WAREHOUSE = Asset("warehouse", uri="file:///coverage/coverage.duckdb", group="coverage")

DEFAULTS = {
    "owner": "newsroom-desk",
    "retries": 2,
    "retry_delay": timedelta(seconds=10),
    # a gate, or a wish that makes no sense, gives the same answer again
    "retry_policy": ExceptionRetryPolicy(
        rules=[RetryRule(exception=[GateError, ValueError], action=RetryAction.FAIL)]
    ),
    "on_failure_callback": tell_failure,
}

# builds go before the channels that still wait: a long crawl must not keep fresh news unpublished
FIRST = {"priority_weight": 100, "weight_rule": "absolute"}


def when_live(cron: str) -> CronTriggerTimetable | None:
    """By the clock, Asia/Shanghai, for live channels; the sample newsroom has no today."""
    if not live_among(choose()):
        return None
    return CronTriggerTimetable(cron, timezone=ZONE)


def late_after(dag_id: str, *, hours: int) -> DeadlineAlert:
    """A notice if a run is not done so long after it was queued."""
    return DeadlineAlert(
        reference=DeadlineReference.DAGRUN_QUEUED_AT,
        interval=timedelta(hours=hours),
        callback=SyncCallback(tell_late, {"dag": dag_id, "minutes": hours * 60}),
    )
