"""Random histories of a site and of its crawler: is everything had once the site is well again?

``python -m bench.histories --histories 500``. A history is some days in which the site publishes,
edits and removes, and in which crawls meet outages, refusals, challenges, cut pages, kills and
clocks that jump. Then the site is well, and one ordinary crawl must have every article the site
still lists, must have given up none that never answered 404 or 410, and no crawl may have called a
day complete of which an article was owed. Exit code 1 if any history fails.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.history_site import TROUBLES, LivingSite
from bench.hostile.crawls import Crawl, crawl
from bench.hostile.site import Site
from storage.clock import beijing_day
from storage.paths import ChannelPaths

if TYPE_CHECKING:
    from bench.history_site import SiteArticle

CHANNEL = "listed"
START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
JUMPS = (timedelta(days=-400), timedelta(days=400), timedelta(days=40), timedelta(hours=-3))
KILLED = -9
QUICK = {
    "LOG_LEVEL": "WARNING",
    "CONCURRENT_REQUESTS_PER_DOMAIN": 4,
    "COMMIT_ITEMS": 2,
    "HOST_ERROR_LIMIT": 6,
    "RETRY_AFTER_MAX": 0,
    "DOWNLOAD_TIMEOUT": 5,
}


@dataclass
class Tally:
    """What all histories of a run met, and what was wrong."""

    histories: int = 0
    crawls: int = 0
    kills: int = 0
    troubled: int = 0
    jumps: int = 0
    edits: int = 0
    articles: int = 0
    lost: list[str] = field(default_factory=list)
    given_up: list[str] = field(default_factory=list)
    claimed: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        return not (self.lost or self.given_up or self.claimed or self.failed)

    def add(self, other: Tally) -> None:
        for name in self.__dataclass_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


class History:
    """One site, one data folder, and what happens to both; all of it from ``seed``."""

    def __init__(self, seed: int, folder: Path, site: Site) -> None:
        self.seed = seed
        self.chance = random.Random(seed)
        self.data = folder
        self.site = site
        self.living = LivingSite(now=START + timedelta(hours=self.chance.randrange(48)))
        self.tally = Tally(histories=1)
        self.judged: set[str] = set()
        self.wrong_items: set[str] = set()

    def run(self) -> Tally:
        self.living.serve(self.site)
        for _ in range(self.chance.randrange(2, 5)):
            self.living.publish(self.chance.randrange(1, 5))
            self.living.wait(timedelta(hours=self.chance.randrange(12, 30)))
        for _ in range(self.chance.randrange(3, 7)):
            self._live()
            self._crawl_in_trouble()
        self.living.trouble = None
        self.living.wait(timedelta(hours=self.chance.randrange(21, 40)))
        last = self._crawl(self.living.now)
        if last.exit_code:
            self.tally.failed.append(self._told(f"the last crawl: {last.last_line}"))
        self._judge_the_end()
        return self.tally

    def _live(self) -> None:
        """Some time passes; the site publishes, edits, removes, takes off its lists, puts back."""
        chance, articles = self.chance, self.living.articles
        self.living.wait(timedelta(minutes=chance.choice((10, 60, 700, 1500, 3000, 4500))))
        self.living.publish(chance.randrange(4))
        if chance.random() < 0.5:
            self.tally.edits += 1
            edited = chance.choice(articles)
            edited.version += 1
        if chance.random() < 0.3:
            self.tally.edits += 1
            removed = chance.choice(articles)
            removed.exists = removed.is_listed = not removed.exists
        if chance.random() < 0.2:
            delisted = chance.choice(articles)
            delisted.is_listed = delisted.exists and not delisted.is_listed

    def _crawl_in_trouble(self) -> None:
        chance = self.chance
        self.living.trouble = chance.choice(TROUBLES) if chance.random() < 0.7 else None
        self.living.share = chance.choice((1.0, 1.0, 0.5, 0.2))
        self.tally.troubled += self.living.trouble is not None
        clock = self.living.now
        if chance.random() < 0.15:
            self.tally.jumps += 1
            clock += chance.choice(JUMPS)
        # Desks try again: the same trouble is met up to three times within minutes.
        for _ in range(chance.choice((1, 1, 1, 3))):
            kill_after = chance.uniform(0.05, 0.6) if chance.random() < 0.25 else None
            self._crawl(clock, kill_after=kill_after)
            self.living.wait(timedelta(minutes=5))
            clock += timedelta(minutes=5)

    def _crawl(self, clock: datetime, *, kill_after: float | None = None) -> Crawl:
        result = crawl(
            self.data,
            self.site.url("/list/0.html"),
            channel=CHANNEL,
            clock=clock,
            kill_after=kill_after,
            **QUICK,
        )
        self.tally.crawls += 1
        self.tally.kills += result.exit_code == KILLED
        if result.exit_code == 1 or "Traceback" in result.output:
            self.tally.failed.append(self._told(result.output[-1500:]))
        self._judge_claims()
        return result

    def _judge_claims(self) -> None:
        """No day that a new row calls complete may lack an article that the site lists."""
        new = [row for row in self._rows() if row["crawl_id"] not in self.judged]
        if not new:
            return
        had, today = self._had(), beijing_day(self.living.now)
        given_up = self._given_up()
        lacking = {
            article.day
            for article in self.living.listed()
            if self._address(article) not in had | given_up
        }
        for row in new:
            self.judged.add(row["crawl_id"])
            wrong = [
                str(day)
                for day in claimed_days(row)
                if day in lacking or day >= today or str(day) in self._owed_days()
            ]
            if wrong:
                self.tally.claimed.append(self._told(f"{row['crawl_id']} claims {wrong[:5]}"))

    def _judge_the_end(self) -> None:
        had = self._had()
        listed = self.living.listed()
        self.tally.articles = len(listed)
        self.tally.lost += [self._told(a.path) for a in listed if self._address(a) not in had]
        fair = {self._address(a) for a in self.living.articles if a.was_missing}
        self.tally.given_up += [self._told(url) for url in self._given_up() - fair]

    def _address(self, article: SiteArticle) -> str:
        return self.site.url(article.path)

    def _had(self) -> set[str]:
        """Addresses of whole, right articles among the raw items."""
        by_address = {self._address(article): article for article in self.living.articles}
        had = set()
        for item in self._lines("items", "*.jsonl"):
            article = by_address.get(item["canonical_url"])
            text = "".join(block["text"] for block in item["blocks"])
            if not item["drop_reason"] and article and f"第{article.number}号消息完" in text:
                had.add(item["canonical_url"])
            elif not item["drop_reason"] and item["url"] not in self.wrong_items:
                self.wrong_items.add(item["url"])
                self.tally.failed.append(self._told(f"no article: {item['url']} {text[:40]}"))
        return had

    def _rows(self) -> list[dict[str, Any]]:
        return self._lines("crawls", "*.json")

    def _lines(self, kind: str, pattern: str) -> list[dict[str, Any]]:
        folder = self.data / "raw" / kind / f"channel={CHANNEL}"
        return [
            json.loads(line)
            for path in sorted(folder.glob(pattern))
            for line in path.read_bytes().splitlines()
        ]

    def _given_up(self) -> set[str]:
        return set(self._ledger("select canonical_url from articles where state = 'given_up'"))

    def _owed_days(self) -> set[str]:
        return set(
            self._ledger(
                "select list_date from articles where state in ('seen', 'failed')"
                " and list_date is not null"
            )
        )

    def _ledger(self, query: str) -> list[str]:
        path = ChannelPaths(self.data, CHANNEL).ledger
        if not path.exists():
            return []
        with closing(sqlite3.connect(path)) as ledger:
            return [str(row[0]) for row in ledger.execute(query)]

    def _told(self, what: str) -> str:
        return f"history {self.seed}: {what}"


def claimed_days(row: dict[str, Any]) -> list[date]:
    """Days that a row of ``crawls`` calls complete."""
    first, last = row.get("complete_from_date"), row.get("complete_until_date")
    if not first or not last:
        return []
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    days = [begin + timedelta(days=n) for n in range((end - begin).days + 1)]
    return [day for day in days if str(day) not in (row.get("failed_dates") or ())]


def run(seeds: list[int]) -> Tally:
    """All the histories of these seeds, one after another, in this process."""
    tally = Tally()
    for seed in seeds:
        with Site() as site, tempfile.TemporaryDirectory(prefix="history-") as folder:
            history = History(seed, Path(folder), site)
            try:
                tally.add(history.run())
            except Exception as error:  # counted, and the others still run
                tally.add(Tally(histories=1, failed=[f"history {seed}: {error!r}"]))
    return tally


def run_all(seeds: range, workers: int = 2) -> Tally:
    """The histories of these seeds, shared among ``workers`` processes."""
    parts = [[*seeds[start : start + 5]] for start in range(0, len(seeds), 5)]
    tally = Tally()
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        for part in pool.imap_unordered(run, parts):
            tally.add(part)
            if sys.stderr.isatty():
                sys.stderr.write(f"\r{tally.histories}/{len(seeds)} histories ")
    return tally


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--histories", type=int, default=500)
    parser.add_argument("--first", type=int, default=1, help="seed of the first history")
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    started = time.monotonic()
    tally = run_all(
        range(options.first, options.first + options.histories), workers=options.workers
    )
    wrong = [*tally.lost, *tally.given_up, *tally.claimed, *tally.failed]
    for line in wrong[:40]:
        print(line)
    print(
        f"{tally.histories} histories, {tally.crawls} crawls ({tally.troubled} troubles,"
        f" {tally.kills} kills, {tally.jumps} clock jumps, {tally.edits} edits and removals),"
        f" {time.monotonic() - started:.0f} s: {len(tally.lost)} of {tally.articles} listed"
        f" articles lost, {len(tally.given_up)} given up wrongly, {len(tally.claimed)} false"
        f" claims, {len(tally.failed)} other failures"
    )
    return 0 if tally.is_clean else 1


if __name__ == "__main__":
    sys.exit(main())
