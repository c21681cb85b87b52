"""Runs scrapy commands in forks of a process that has everything imported: a second saved on each.

``python -m bench.hostile.fork_server`` reads one JSON object a line, {argv, env, output, clock,
kill_after}, runs the command in a fork with its output in that file, and answers with exit code and
peak MiB. ``clock``: the time it is for the command, ISO 8601; ``kill_after``: seconds to live.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
import time
from datetime import datetime
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import resource

IMPORTED = (
    "crawler.commands.crawl",
    "crawler.commands.replay",
    "crawler.session.extension",
    "crawler.session.incremental",
    "crawler.network.spider_traps",
    "crawler.network.retry",
    "crawler.network.robots",
    "crawler.network.scope",
    "scrapy.cmdline",
    "scrapy.core.engine",
    "scrapy.core.downloader.handlers.http11",
    "scrapy.downloadermiddlewares.httpcompression",
    "scrapy.extensions.feedexport",
    "scrapy.extensions.logstats",
    "scrapy.extensions.memusage",
    "scrapy.extensions.remote_control",
    "scrapy.extensions.telnet",
    "scrapy.pipelines.media",
)

WALKED = (
    *("scrapy.commands", "scrapy.downloadermiddlewares", "scrapy.spidermiddlewares"),
    *("crawler.commands", "crawler.platforms", "crawler.session"),
)
"""Packages all of whose modules a command looks through or its settings name."""


def main() -> None:
    for module in (*IMPORTED, *(name for package in WALKED for name in modules_of(package))):
        import_module(module)
    gc.freeze()
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            run(order)
        _, status, used = wait(child, order.get("kill_after"))
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)} {used.ru_maxrss // 1024}\n")
        sys.stdout.flush()


def modules_of(package: str) -> list[str]:
    return [found.name for found in walk_packages(import_module(package).__path__, f"{package}.")]


def wait(child: int, kill_after: float | None) -> tuple[int, int, resource.struct_rusage]:
    """Until the command ends by itself, or is killed after so many seconds."""
    started = time.monotonic()
    while kill_after is not None:
        ended = os.wait4(child, os.WNOHANG)
        if ended[0]:
            return ended
        if time.monotonic() - started >= kill_after:
            os.kill(child, signal.SIGKILL)
            break
        time.sleep(0.002)
    return os.wait4(child, 0)


def run(order: dict[str, object]) -> None:
    """In the child: become the command. Never returns."""
    file = os.open(str(order["output"]), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for fd, copy in ((0, nothing), (1, file), (2, file)):
        os.dup2(copy, fd)
    os.environ.clear()
    os.environ.update(order["env"])  # type: ignore[arg-type, call-overload]
    sys.modules.pop("crawler.settings", None)  # read again, with this environment
    if clock := order.get("clock"):
        import time_machine

        time_machine.travel(datetime.fromisoformat(str(clock)), tick=True).start()
    code = 99
    try:
        from scrapy.cmdline import execute

        execute(["scrapy", *order["argv"]])  # type: ignore[misc]
    except SystemExit as end:
        code = int(end.code or 0)
    except BaseException:
        import traceback

        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    os.chdir(Path(__file__).parents[2])
    main()
