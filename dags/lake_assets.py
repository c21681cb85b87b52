"""What the DAGs of the desk share: the assets that join them, the form fields, the defaults."""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import (
    Asset,
    CronTriggerTimetable,
    ExceptionRetryPolicy,
    Param,
    RetryAction,
    RetryRule,
)
from desk.channels import all_channels, choose
from desk.gates import GateError
from desk.notices import tell_failure
from desk.window import DAY

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
NAMES = {channel.channel: channel.shown for channel in all_channels()}


def channels_field() -> Param:
    """A multi-select of every channel; the default is what COVERAGE_CHANNELS says."""
    return Param(
        choose(),
        type="array",
        minItems=1,
        uniqueItems=True,
        items={"type": "string", "enum": list(NAMES)},
        examples=list(NAMES),
        values_display=NAMES,
        title="频道 Channels",
        description_md="要抓取的频道。Channels to crawl; one task each.",
    )


def day_field(title: str, text: str) -> Param:
    return Param(
        None,
        type=["null", "string"],
        format="date",
        pattern=DAY,
        title=title,
        description_md=text,
    )


def needed_day_field(title: str, text: str) -> Param:
    return Param(type="string", format="date", pattern=DAY, title=title, description_md=text)


def count_field(title: str, text: str, *, highest: int) -> Param:
    return Param(
        None, type=["null", "integer"], minimum=1, maximum=highest, title=title, description_md=text
    )


def when_live(cron: str) -> CronTriggerTimetable | None:
    """By the clock, Asia/Shanghai, for live channels; the sample newsroom has no today."""
    if all(name.startswith("sample_") for name in choose()):
        return None
    return CronTriggerTimetable(cron, timezone="Asia/Shanghai")
