"""No day is called complete that was not, however a list misbehaves; see newsroom.simulated."""

from __future__ import annotations

import random
import sqlite3
from typing import TYPE_CHECKING

import pytest

from bench.channels.shapes import CHANNELS
from crawler.extract.address_shapes import url_date
from crawler.platforms.calendar_lists import CalendarSpider
from crawler.session.list_memory import EarlierLists, ListMemory
from newsroom.simulated.catalogue import SHAPES
from newsroom.simulated.site import Refusal, Site
from tests.crawler.platforms.driving import Driven, drive

if TYPE_CHECKING:
    from collections.abc import Callable

CASES = 6
"""Seeds per shape and tampering; ``python -m bench.channels.claims`` takes more."""
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


TAMPERINGS: tuple[Callable[[Site, random.Random], None], ...] = (
    withhold, reorder, repeat, shrink, lie,
)  # fmt: skip


def is_unknowable(
    name: str, tamper: Callable[..., None], site: Site, *, is_again: bool = False
) -> bool:
    """What nobody can tell from the pages that are served.

    That rows are missing from a sitemap, or sitemaps from their index; rows from a day's list (a
    page of a paper may be empty: it holds advertisements), or from a list of one or two pages that
    states no count; that a stream which goes on after its last article began below the newest ones;
    that what is new stands below what is known, in a list that states no count.
    """
    if issubclass(CHANNELS[name], CalendarSpider):
        return tamper is shrink or "empty" in site.refusals
    if tamper is reorder:
        return name == "ifeng_stream" or (is_again and not site.begins_with_newest)
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


@pytest.mark.parametrize("tamper", TAMPERINGS, ids=lambda tamper: tamper.__name__)
@pytest.mark.parametrize("name", CHANNELS)
def test_no_day_is_called_complete_that_was_not(
    name: str, tamper: Callable[[Site, random.Random], None]
) -> None:
    for seed in range(CASES):
        chance = random.Random(f"{name} {seed}")
        site = Site(SHAPES[name], pages=chance.randint(2, 7), size=chance.randint(3, 9), seed=seed)
        arguments = arguments_of(site, chance)
        tamper(site, chance)
        if is_unknowable(name, tamper, site):
            continue

        driven = drive(CHANNELS[name], site, **arguments)

        assert claimed_falsely(driven, site) == [], (seed, arguments, driven.spider.discovery)


@pytest.mark.parametrize("tamper", TAMPERINGS, ids=lambda tamper: tamper.__name__)
@pytest.mark.parametrize("name", CHANNELS)
def test_nor_by_a_crawl_that_knows_of_an_earlier_one(
    name: str, tamper: Callable[[Site, random.Random], None]
) -> None:
    for seed in range(CASES):
        chance = random.Random(f"again {name} {seed}")
        site = Site(SHAPES[name], pages=chance.randint(3, 8), size=chance.randint(3, 6), seed=seed)
        first = drive(CHANNELS[name], site.before(chance.randint(0, len(site.articles) // 2)))
        tamper(site, chance)
        if is_unknowable(name, tamper, site, is_again=True):
            continue

        second = drive(CHANNELS[name], site, earlier=remembered(first))

        assert claimed_falsely(second, site, first) == [], (seed, second.spider.discovery)


@pytest.mark.parametrize("name", CHANNELS)
def test_what_is_not_tampered_with_is_read_whole_and_claimed(name: str) -> None:
    for seed in range(CASES):
        chance = random.Random(f"whole {name} {seed}")
        site = Site(SHAPES[name], pages=chance.randint(1, 7), size=chance.randint(3, 9), seed=seed)

        driven = drive(CHANNELS[name], site)

        listed = {one.serial for one in site.reachable()}
        assert [one for one in site.unread(driven.articles) if one.serial in listed] == []
        assert claimed_falsely(driven, site) == []
        is_daily = issubclass(CHANNELS[name], CalendarSpider)
        if len(site.by_day()) > site.size + 1 and not is_daily:
            assert driven.complete_from is not None, driven.spider.incomplete_reason
