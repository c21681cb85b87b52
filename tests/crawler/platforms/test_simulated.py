"""Every shape of simulated site is read whole by its platform, in process."""

from __future__ import annotations

import pytest

from bench.channels.shapes import CHANNELS
from newsroom.simulated.catalogue import SHAPES
from newsroom.simulated.site import Site
from tests.crawler.platforms.driving import drive

UNREAD = ("trs_uncounted", "ucap", "ucap_departments", "hanweb_post", "hanweb_get", "hanweb_script",
          "jpaas", "xunrui")  # fmt: skip


@pytest.mark.parametrize("pages", [1, 2, 5])
@pytest.mark.parametrize("name", [name for name in CHANNELS if name not in UNREAD])
def test_a_shape_is_read_whole(name: str, pages: int) -> None:
    site = Site(SHAPES[name], pages=pages, seed=pages)

    driven = drive(CHANNELS[name], site)

    assert site.unread(driven.articles) == []
    assert len(driven.articles) == len(site.articles)
    assert not site.false_days(driven.articles, driven.complete_from, driven.complete_until)


def test_a_withheld_page_is_a_failed_list() -> None:
    site = Site(SHAPES["next_link"]).withhold(3, "silent")

    driven = drive(CHANNELS["next_link"], site)

    assert len(driven.articles) == 12
    assert driven.complete_from is None
    assert driven.spider.crawler.stats.get_value("failed_lists") == 1
