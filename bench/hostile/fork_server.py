"""Runs scrapy commands in forks of a process that has everything imported: a second saved on each.

``python -m bench.hostile.fork_server`` reads one JSON object a line, {argv, env, output}, runs the
command in a fork with its output in that file, and answers with exit code and peak MiB.
"""

from __future__ import annotations

import json
import os
import sys
from importlib import import_module
from pathlib import Path

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
    "scrapy.pipelines.media",
)


def main() -> None:
    for module in IMPORTED:
        import_module(module)
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            run(order)
        _, status, used = os.wait4(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)} {used.ru_maxrss // 1024}\n")
        sys.stdout.flush()


def run(order: dict[str, object]) -> None:
    """In the child: become the command. Never returns."""
    file = os.open(str(order["output"]), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for fd, copy in ((0, nothing), (1, file), (2, file)):
        os.dup2(copy, fd)
    os.environ.clear()
    os.environ.update(order["env"])  # type: ignore[arg-type, call-overload]
    sys.modules.pop("crawler.settings", None)  # read again, with this environment
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
