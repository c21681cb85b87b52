"""``python -m desk run``: crawl, build and publish through the DAGs, then show coverage."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from desk import DeskError, settings
from desk.channels import choose, live_among
from desk.launcher.airflow_home import prepare
from desk.launcher.console import print_coverage, say
from desk.launcher.lifecycle import desk
from desk.settings import contact
from storage.paths import data_folder

if TYPE_CHECKING:
    from desk.launcher.airflow_client import Client

CHAIN = ("crawl_channels", "build_articles", "refresh_warehouse")
CRAWL_SECONDS = {False: 900.0, True: 10 * 3600.0}
"""How long a crawl of sample channels (False) or with live ones (True) may take."""
BUILD_SECONDS = 3600.0
START_TRIES = 120


def run(channels: str | None = None) -> int:
    settings.check()
    chosen = choose(channels)
    is_live = bool(live_among(chosen))
    if is_live and not contact():
        raise DeskError(
            "live channels need CRAWL_CONTACT, an address a webmaster can write to:"
            " CRAWL_CONTACT=you@example.org make run CHANNELS=…"
        )
    prepare()
    began = time.monotonic()
    say(f"starting Airflow for {len(chosen)} channels … 正在启动")
    with desk(chosen) as client:
        say(f"Airflow is ready after {time.monotonic() - began:.0f} s: {client.base}")
        is_whole = run_chain(client, {"channels": chosen}, seconds=CRAWL_SECONDS[is_live])
    print_coverage(data_folder())
    say(f"done in {time.monotonic() - began:.0f} s 完成")
    return 0 if is_whole else 1


def run_chain(client: Client, conf: dict[str, Any], *, seconds: float) -> bool:
    """Crawl, then the builds its raw items start; False if any part failed. Says what goes on."""
    run_id = client.trigger(CHAIN[0], conf)
    is_whole = _follow(client, CHAIN[0], run_id, seconds)
    for dag_id in CHAIN[1:]:
        started = _started_by(client, run_id, dag_id)
        if started is None:
            raise DeskError(f"{dag_id} was not started: no channel handed over raw items")
        is_good = _follow(client, dag_id, started, BUILD_SECONDS)
        # A build that only holds rows is red and has handed over the rest all the same.
        if not is_good and not client.has_handed_over(started, dag_id):
            raise DeskError("the last good snapshot stays published")
        is_whole, run_id = is_whole and is_good, started
    return is_whole


def _started_by(client: Client, run_id: str, dag_id: str) -> str | None:
    """The run of ``dag_id`` that the assets of ``run_id`` started, waiting a little for it."""
    upstream = CHAIN[CHAIN.index(dag_id) - 1]
    for _ in range(START_TRIES):
        for found, started in client.downstream(run_id, upstream) or []:
            if found == dag_id:
                return started
        time.sleep(0.5)
    return None


def _follow(client: Client, dag_id: str, run_id: str, seconds: float) -> bool:
    began, told = time.monotonic(), [""]

    def progress(tasks: list[dict[str, Any]]) -> None:
        done = [task for task in tasks if task["state"] in ("success", "failed", "skipped")]
        busy = [_name(task) for task in tasks if task["state"] == "running"]
        line = f"{dag_id}: {len(done)}/{len(tasks)} tasks done" + (
            f", running {', '.join(busy[:3])}" if busy else ""
        )
        if line != told[0]:
            told[0] = line
            say(line)

    state = client.wait(dag_id, run_id, seconds=seconds, progress=progress)
    say(f"{dag_id}: {state} in {time.monotonic() - began:.0f} s")
    if state != "success":
        for failure in client.failures(dag_id, run_id):
            say(failure)
    return state == "success"


def _name(task: dict[str, Any]) -> str:
    return str(task.get("rendered_map_index") or task["task_id"])
