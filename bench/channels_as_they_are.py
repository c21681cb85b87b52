"""Every shape of list that our channels have, crawled over sockets: what was read, what is claimed.

``python -m bench.channels_as_they_are [--shapes ucap jpaas] [--pages 5] [--seed 0]``. A simulated
site a shape, a real crawl each, and a second one of the same site with a list page withheld. Shares
are of the articles listed. Days claimed are those with articles that the crawl calls complete, days
proven those of them of which it has every published article. Exit code 1 if a site was not read
whole, or a day is claimed that is not proven.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from bench.channels.shapes import CHANNELS, PREFIX
from bench.hostile.crawls import crawl
from newsroom.simulated.catalogue import SHAPES
from newsroom.simulated.server import serving_sites
from newsroom.simulated.site import Site

if TYPE_CHECKING:
    from bench.hostile.crawls import Crawl

WITHHELD = 2
"""List page that the second crawl of a site does not get."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one crawl of one site came to."""

    exit_code: int
    published: int
    listed: int
    """Articles that some list page shows: of a window, its newest alone."""
    read: int
    days: int
    claimed: int
    proven: int

    @property
    def false(self) -> int:
        return self.claimed - self.proven

    @property
    def is_whole(self) -> bool:
        return self.exit_code == 0 and self.read == self.listed

    def cells(self) -> list[str]:
        share = f"{self.read / max(self.listed, 1):.0%}"
        return [f"{self.read}", share, f"{self.claimed}/{self.days}", f"{self.proven}"]


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m bench.channels_as_they_are", description=(__doc__ or "").split("\n\n")[0]
    )
    parser.add_argument("--shapes", nargs="+", choices=[*CHANNELS], default=[*CHANNELS])
    parser.add_argument("--pages", type=int, default=5, help="list pages of each site")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    table = Table(
        *("shape 形态", "platform 平台", "published 已发布", "listed 列出"),
        *("read 已读", "share", "days claimed", "proven"),
        *("withheld: read", "share", "days claimed", "proven"),
    )
    failures = []
    for name in options.shapes:
        whole = measure(name, Site(SHAPES[name], pages=options.pages, seed=options.seed))
        holed = Site(SHAPES[name], pages=options.pages, seed=options.seed)
        cut = measure(name, holed.withhold(WITHHELD, "500"))
        platform = CHANNELS[name].platform
        counts = (str(whole.published), str(whole.listed))
        table.add_row(name, platform, *counts, *whole.cells(), *cut.cells())
        if not whole.is_whole:
            failures.append(f"{name}: {whole.read} of {whole.listed} articles read")
        if whole.false or cut.false:
            failures.append(f"{name}: days claimed of which articles are missing")
    Console(width=200 if not sys.stdout.isatty() else None).print(table)
    print(f"{len(options.shapes)} shapes 形态, {len(failures)} failures 失败")
    for line in failures:
        print(line, file=sys.stderr)
    return bool(failures)


def measure(name: str, site: Site) -> Outcome:
    """One crawl of the site in a process of its own."""
    with tempfile.TemporaryDirectory() as folder, serving_sites(site) as gateway:
        done = crawl(
            Path(folder),
            gateway.address,
            channel=PREFIX + name,
            env={"NEWSROOM_GATEWAY": gateway.address},
            SPIDER_MODULES="bench.channels",
        )
        return outcome(site, done)


def outcome(site: Site, done: Crawl) -> Outcome:
    """The crawl held against what the site knows of itself."""
    read = [item["url"] for item in done.items() if item["drop_reason"] is None]
    row = done.row()
    first, last = row["complete_from_date"], row["complete_until_date"]
    days = [*site.by_day()]
    claimed = [day for day in days if first and last and first <= f"{day}" <= last]
    claimed = [day for day in claimed if f"{day}" not in row["failed_dates"]]
    missed = {one.day for one in site.unread(read)}
    return Outcome(
        exit_code=done.exit_code,
        published=len(site.articles),
        listed=len(site.reachable()),
        read=len(site.articles) - len(site.unread(read)),
        days=len(days),
        claimed=len(claimed),
        proven=len([day for day in claimed if day not in missed]),
    )


if __name__ == "__main__":
    sys.exit(main())
