"""What the tasks of the DAGs do, in plain functions. Heavy libraries are imported inside."""

from __future__ import annotations

import logging
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from desk.channels import choose, live_among
from desk.settings import contact
from desk.tasks.gates import GateError
from desk.tasks.window import SAMPLE_DAYS, window_of
from storage.clock import beijing_today
from storage.paths import CHECKOUT, data_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from contextlib import AbstractContextManager
    from datetime import date

log = logging.getLogger(__name__)


def plan_crawls(params: Mapping[str, Any], partition_key: str | None) -> list[dict[str, Any]]:
    """Arguments of one crawl task per channel; nothing for a dry run. ValueError for bad wishes."""
    window = window_of(params, partition_key)
    channels = choose(" ".join(params["channels"]))
    live = live_among(channels)
    if live and not contact():
        raise ValueError(
            f"live channels ({', '.join(live[:5])}) need CRAWL_CONTACT, an address a webmaster can"
            " write to: set it, then make down and make up"
        )
    if not live and window.since and window.since > SAMPLE_DAYS[1]:
        log.info(
            "the sample newsroom ends on %s: nothing to crawl on %s", SAMPLE_DAYS[1], window.key
        )
        return []
    plan = [
        {
            "channel": channel,
            "arguments": {
                "since": str(window.since) if window.since else None,
                "until": _last_day(channel, window.until),
                "max_pages": params.get("max_pages"),
            },
        }
        for channel in channels
    ]
    if params.get("dry_run"):
        for crawl in plan:
            log.info("dry run: would crawl %s", crawl)
        return []
    return plan


def _last_day(channel: str, until: date | None) -> str | None:
    """The day asked for; the sample newsroom ends on its own, and later days are not silence."""
    if not live_among([channel]):
        until = min(until or SAMPLE_DAYS[1], SAMPLE_DAYS[1])
    return str(until) if until else None


def plan_replays(params: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Arguments of one replay task per channel that has an archive."""
    window = window_of(params, None)
    plan = []
    for channel in choose(" ".join(params["channels"])):
        if not any((data_folder() / "raw" / "warc" / f"channel={channel}").glob("*.warc.gz")):
            log.warning("%s has no archive: nothing to replay", channel)
            continue
        days = {"since": window.since, "until": window.until}
        arguments = {name: str(day) if day else None for name, day in days.items()}
        plan.append({"channel": channel, "arguments": arguments})
    return plan


def plan_canaries(params: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Arguments of one canary task per channel."""
    return [
        {"channel": crawl["channel"], "arguments": {"canary": True}}
        for crawl in plan_crawls(params, None)
    ]


def partition_of(params: Mapping[str, Any], partition_key: str | None) -> str:
    """The key handed on: the days asked for, the run's own partition, or today's Beijing day."""
    window = window_of(params, None)
    if window.since or window.until:
        return window.key
    return partition_key or str(beijing_today())


def build_lake(params: Mapping[str, Any]) -> dict[str, Any]:
    """Raw → lake, one new snapshot; the report as plain values. Raises with one line why not.

    ``params``: ``release`` lets the rows through that gates hold, of ``channels`` or of all;
    ``accept_loss`` lets the rows go whose raw items are gone.
    """
    from transforms.build.kept_holds import release
    from transforms.build.pipeline import build
    from transforms.lake.snapshot import Lake

    with lake_gate():
        if params.get("release"):
            for channel in params.get("channels") or [None]:
                for hold in release(Lake(data_folder()), channel=channel):
                    log.info("released %s", hold.told())
        report = asdict(build(data_folder(), accept_loss=bool(params.get("accept_loss"))))
    log.info("published snapshot %s: %s", report.get("snapshot_id"), report.get("counts"))
    return report


def retag_lake() -> dict[str, Any]:
    """The published articles tagged again with today's lexicons; the report as plain values."""
    from transforms.build.pipeline import retag

    with lake_gate():
        return asdict(retag(data_folder()))


def keep_house() -> str:
    """Old runs forgotten, by a process of its own: a task may not touch Airflow's database."""
    command = [sys.executable, "-m", "desk", "housekeeping"]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError((done.stderr.strip().splitlines() or ["no message"])[-1][:400])
    return done.stdout.strip()


def build_warehouse() -> str:
    """The lake's current snapshot → coverage.duckdb; its path."""
    from warehouse.build import build
    from warehouse.errors import WarehouseError

    with gate(WarehouseError):
        return str(build(data_folder()))


def lake_gate() -> AbstractContextManager[None]:
    from transforms.errors import LakeError
    from transforms.tag.seed_files import SeedError

    return gate(LakeError, SeedError)


@contextmanager
def gate(*refusals: type[Exception]) -> Iterator[None]:
    """What the pipeline refuses becomes a GateError: one line, and no second try.

    The data, a seed file or a template must change before another try could end otherwise.
    """
    try:
        yield
    except refusals as error:
        line = " ".join(str(error).split())[:600]
        raise GateError(f"GATE · {type(error).__name__}: {line}") from error
