"""The fields of the trigger forms. Airflow checks every value against them before a run exists."""

from __future__ import annotations

from airflow.sdk import Param

from desk.channels import all_channels, choose
from desk.tasks.window import DAY

NAMES = {channel.channel: channel.shown for channel in all_channels().values()}


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


def known_channels_field() -> Param:
    """A multi-select of channels that may stay empty: all of them."""
    return Param(
        [],
        type="array",
        uniqueItems=True,
        items={"type": "string", "enum": list(NAMES)},
        examples=list(NAMES),
        values_display=NAMES,
        title="频道 Channels",
        description_md="只放行这些频道；空 = 全部。Of these only; none = all.",
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
