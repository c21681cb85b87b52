"""Tampered lists, in process: is any day called complete that was not?

``python -m bench.claims [--cases 12]``: for every shape of list and every kind of tampering that
many sites, each crawled for the first time, and again after it grew. Exit code 1 if a day was
claimed of which an article was not found. What nobody could tell from the pages is left out, see
``is_unknowable``; the table counts it.
"""

from __future__ import annotations

import argparse
import logging
import random
import sqlite3
import sys
from collections import Counter
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import track
from rich.table import Table

from bench.channels.driving import Driven, drive
from bench.channels.shapes import CHANNELS
from crawler.extract.address_shapes import url_date
from crawler.platforms.calendar_lists import CalendarSpider
from crawler.session.list_memory import EarlierLists, ListMemory
from newsroom.simulated.catalogue import SHAPES
from newsroom.simulated.site import Refusal, Site

if TYPE_CHECKING:
    from collections.abc import Callable

    Tampering = Callable[[Site, random.Random], None]

REFUSALS: tuple[Refusal, ...] = ("404", "500", "empty", "silent")


def withhold(site: Site, chance: random.Random) -> None:
    site.withhold(chance.randint(1, len(site.pages)), chance.choice(REFUSALS))


def reorder(site: Site, chance: random.Random) -> None:
    order = list(range(1, len(site.pages) + 1))
    if chance.random() < 0.5:  # one page stands elsewhere
        order.insert(chance.randrange(len(order)), order.pop(chance.randrange(len(order))))
    else:
        chance.shuffle(order)
    site.reorder(order)


def repeat(site: Site, chance: random.Random) -> None:
    site.repeat(chance.randint(2, max(2, len(site.pages))))


def shrink(site: Site, chance: random.Random) -> None:
    number = chance.randint(1, len(site.pages))
    count = len(site.rows(number))
    site.shrink(number, *chance.sample(range(count), chance.randint(1, max(1, count - 1))))


def lie(site: Site, chance: random.Random) -> None:
    kind = chance.randrange(4)
    if kind == 0:
        site.lie(pages=chance.choice((-2, -1, 1, 3)))
    elif kind == 1:
        site.lie(records=chance.choice((-7, -1, 1, 9)))
    elif kind == 2:
        site.lie(skips=chance.randint(1, len(site.pages)))
    else:
        site.lie(is_endless=True)


TAMPERINGS: tuple[Tampering, ...] = (
    withhold, reorder, repeat, shrink, lie,
)  # fmt: skip


def is_unknowable(name: str, tamper: Tampering, site: Site, *, is_again: bool = False) -> bool:
    """What nobody can tell from the pages that are served.

    That rows are missing from a sitemap, or sitemaps from their index; rows from a day's list (a
    page of a paper may be empty: it holds advertisements), or from a list of one or two pages that
    states no count; that a stream which goes on after its last article began below the newest ones;
    that what is new stands below what is known, in a list that states no count.
    """
    if issubclass(CHANNELS[name], CalendarSpider):
        return tamper is shrink or "empty" in site.refusals
    if tamper is reorder:
        return name == "ifeng_stream" or (is_again and not site.shape.prints_records)
    if "sitemap" in name:
        return tamper in (shrink, lie)
    if tamper is not shrink:
        return False
    if site.shape.name.startswith("enorth") and 1 in site.shrunk | {n - 1 for n in site.shrunk}:
        return True  # the page that fills up may be short
    return len(site.pages) <= 2 and not site.shape.prints_records


def remembered(driven: Driven) -> EarlierLists:
    """What a ledger would know of a crawl."""
    memory = ListMemory(sqlite3.connect(":memory:", isolation_level=None))
    memory.remember(driven.spider.discovery.readings)
    listed = set(driven.articles)
    return EarlierLists(memory, lambda canonical: canonical in {*listed})


def arguments_of(site: Site, chance: random.Random) -> dict[str, str]:
    if chance.random() < 0.5:
        return {}
    return {"since": f"{chance.choice(site.articles).day}"}


def claimed_falsely(driven: Driven, site: Site, *others: Driven) -> list[str]:
    read = [*driven.articles, *(url for other in others for url in other.articles)]
    days = site.false_days(read, driven.complete_from, driven.complete_until)
    # What is not there when it is asked for is owed: its day is not claimed either.
    owed = {url_date(url) for url in driven.articles if site.article_at(url) is None}
    return [f"{day}" for day in days if day not in driven.spider.open_days | owed]


def first_crawl(name: str, tamper: Tampering, seed: int) -> list[str] | None:
    """Days wrongly claimed by a first crawl; None if nobody could know."""
    chance = random.Random(f"{name} {seed}")
    site = Site(SHAPES[name], pages=chance.randint(2, 7), size=chance.randint(3, 9), seed=seed)
    arguments = arguments_of(site, chance)
    tamper(site, chance)
    if is_unknowable(name, tamper, site):
        return None
    return claimed_falsely(drive(CHANNELS[name], site, **arguments), site)


def second_crawl(name: str, tamper: Tampering, seed: int) -> list[str] | None:
    """The same of a crawl that knows of an earlier one, when the site was smaller and honest."""
    chance = random.Random(f"again {name} {seed}")
    site = Site(SHAPES[name], pages=chance.randint(3, 8), size=chance.randint(3, 6), seed=seed)
    first = drive(CHANNELS[name], site.before(chance.randint(0, len(site.articles) // 2)))
    tamper(site, chance)
    if is_unknowable(name, tamper, site, is_again=True):
        return None
    second = drive(CHANNELS[name], site, earlier=remembered(first))
    return claimed_falsely(second, site, first)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m bench.claims")
    parser.add_argument("--cases", type=int, default=12, help="sites per shape, kind and crawl")
    parser.add_argument("--shapes", nargs="*", default=list(CHANNELS))
    given = parser.parse_args()
    logging.disable(logging.CRITICAL)
    counts: Counter[tuple[str, str]] = Counter()
    for name in track(given.shapes, "sites", console=Console(stderr=True)):
        for tamper in TAMPERINGS:
            for seed in range(given.cases):
                for run in (first_crawl, second_crawl):
                    false = run(name, tamper, seed)
                    kind = "unknowable" if false is None else "false" if false else "right"
                    counts[tamper.__name__, kind] += 1
                    if false:
                        print(f"{name} {tamper.__name__} {run.__name__} seed {seed}: {false[:3]}")
    table = Table("tampering 篡改", "cases 案例", "false claims 误报", "unknowable 不可知")
    for tamper in TAMPERINGS:
        right, false, unknowable = (
            counts[tamper.__name__, kind] for kind in ("right", "false", "unknowable")
        )
        table.add_row(tamper.__name__, str(right + false), str(false), str(unknowable))
    Console().print(table)
    false = sum(count for (_, kind), count in counts.items() if kind == "false")
    cases = sum(count for (_, kind), count in counts.items() if kind != "unknowable")
    print(f"{cases} cases, {len(given.shapes)} shapes, {false} false claims")
    return 1 if false else 0


if __name__ == "__main__":
    sys.exit(main())
