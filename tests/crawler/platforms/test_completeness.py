"""No day is called complete that was not, however a list misbehaves; see ``bench.claims``."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from bench.channels.driving import drive
from bench.channels.shapes import CHANNELS
from bench.claims import TAMPERINGS, claimed_falsely, first_crawl, second_crawl
from crawler.platforms.calendar_lists import CalendarSpider
from newsroom.simulated.catalogue import SHAPES
from newsroom.simulated.site import Site

if TYPE_CHECKING:
    from bench.claims import Tampering

CASES = 3
"""Seeds per shape and tampering; ``python -m bench.claims`` takes more."""


@pytest.mark.parametrize("tamper", TAMPERINGS, ids=lambda tamper: tamper.__name__)
@pytest.mark.parametrize("name", CHANNELS)
def test_no_day_is_called_complete_that_was_not(name: str, tamper: Tampering) -> None:
    for seed in range(CASES):
        assert not first_crawl(name, tamper, seed), seed


@pytest.mark.parametrize("tamper", TAMPERINGS, ids=lambda tamper: tamper.__name__)
@pytest.mark.parametrize("name", CHANNELS)
def test_nor_by_a_crawl_that_knows_of_an_earlier_one(name: str, tamper: Tampering) -> None:
    for seed in range(CASES):
        assert not second_crawl(name, tamper, seed), seed


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
