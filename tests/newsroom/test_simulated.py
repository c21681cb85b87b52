"""Simulated sites: every list page shows its rows, tampering does what it says, and no more."""

from __future__ import annotations

from datetime import timedelta
from itertools import chain
from typing import TYPE_CHECKING
from urllib.request import ProxyHandler, Request, build_opener

import pytest

from newsroom.simulated.catalogue import SHAPES
from newsroom.simulated.server import serving_sites
from newsroom.simulated.site import NoAnswer, Site

if TYPE_CHECKING:
    from newsroom.simulated.shape import Shape

NEXT = SHAPES["next_link"]


def listed(site: Site, number: int) -> list[int]:
    """Serials of the articles whose addresses list page ``number`` prints, in order."""
    answer = site.respond("GET", f"http://{site.shape.host}{site.shape.page_path(number)}")
    assert answer.status == 200
    text = answer.body.decode(site.shape.encoding)
    places = {one.serial: text.find(one.path) for one in site.articles if one.path in text}
    return sorted(places, key=places.__getitem__)


@pytest.mark.parametrize("name", SHAPES)
def test_a_site_serves_its_articles_and_its_entry(name: str) -> None:
    site = Site(SHAPES[name], pages=3)

    assert site.respond("GET", site.shape.entry).status == 200
    assert (
        len({one.url for one in site.articles}) == len(site.articles) == sum(map(len, site.pages))
    )
    for one in site.articles:
        answer = site.respond("GET", one.url)
        assert answer.status == 200
        assert one.headline in answer.body.decode(site.shape.encoding)
    assert site.respond("GET", f"http://{site.shape.host}/nowhere.html").status == 404
    assert [one.published for one in site.articles] == sorted(
        (one.published for one in site.articles), reverse=True
    )


def test_a_seed_gives_the_same_site_again_and_another_seed_another() -> None:
    assert Site(NEXT, seed=3).articles == Site(NEXT, seed=3).articles
    assert Site(NEXT, seed=3).articles != Site(NEXT, seed=4).articles


def test_without_tampering_every_page_shows_its_rows() -> None:
    site = Site(NEXT, pages=4)

    shown = [listed(site, number) for number in (1, 2, 3, 4)]

    assert [len(rows) for rows in shown] == [6, 6, 6, 1]
    assert [*chain(*shown)] == [one.serial for one in site.articles]
    assert site.reachable() == site.articles
    assert [*chain(*site.by_day().values())] == site.articles


@pytest.mark.parametrize(("how", "status"), [("404", 404), ("500", 500), ("empty", 200)])
def test_a_page_is_withheld(how: str, status: int) -> None:
    site = Site(NEXT).withhold(2, how)  # type: ignore[arg-type]

    answer = site.respond("GET", f"http://{NEXT.host}{NEXT.page_path(2)}")

    assert answer.status == status
    assert b"<li>" not in answer.body
    assert site.reachable() == site.pages[0] + site.pages[2] + site.pages[3]


def test_a_page_may_give_no_answer() -> None:
    with pytest.raises(NoAnswer):
        Site(NEXT).withhold(1, "silent").respond("GET", NEXT.entry)


def test_pages_are_reordered_repeated_and_shrunk() -> None:
    plain = Site(NEXT)
    serials = [[one.serial for one in rows] for rows in plain.pages]

    assert listed(Site(NEXT).reorder([3, 2, 1, 4]), 1) == serials[2]
    assert listed(Site(NEXT).repeat(2), 2) == serials[0]
    assert Site(NEXT).repeat(2).reachable() == [
        one for one in plain.articles if one.serial not in serials[1]
    ]
    assert listed(Site(NEXT).shrink(2, 0, 5), 2) == serials[1][1:5]
    assert listed(Site(NEXT).shrink(1), 1) == serials[0][:3]
    with pytest.raises(ValueError, match="no order of 4 pages"):
        Site(NEXT).reorder([1, 2])


def test_a_pager_lies() -> None:
    def text(site: Site, shape: Shape, number: int) -> str:
        return site.respond("GET", f"http://{shape.host}{shape.page_path(number)}").body.decode()

    trs, ucap = SHAPES["trs_counted"], SHAPES["ucap"]

    assert "createPageHTML(3, 0," in text(Site(trs).lie(pages=-1), trs, 1)
    assert "'page_div', 4, 2, 'list', 'shtml', 24)" in text(Site(ucap).lie(records=5), ucap, 2)
    assert "index_4.html" in text(Site(NEXT).lie(skips=2), NEXT, 2)
    assert "下一页" not in text(Site(NEXT), NEXT, 4)
    endless = Site(NEXT).lie(is_endless=True)
    assert "index_7.html" in text(endless, NEXT, 6)
    assert listed(endless, 6) == listed(endless, 4)


def test_false_days_are_those_with_an_article_that_was_not_read() -> None:
    site = Site(NEXT)
    missed = site.articles[7]
    read = [one.url for one in site.articles if one is not missed]
    first, last = site.articles[-1].day, site.articles[0].day

    assert site.unread(read) == [missed]
    assert site.false_days(read, first, last) == [missed.day]
    assert site.false_days(read, missed.day + timedelta(days=1), last) == []
    assert site.false_days(read, None, None) == []
    assert site.false_days(read, first, last, among=site.pages[0]) == []


def test_sites_are_served_over_sockets_as_in_process() -> None:
    next_link, xunrui = Site(NEXT), Site(SHAPES["xunrui"])

    with serving_sites(next_link, xunrui) as gateway:
        opener = build_opener(ProxyHandler({"http": gateway.address}))
        with opener.open(NEXT.entry) as answer:
            assert answer.read() == next_link.respond("GET", NEXT.entry).body
        url = f"http://{xunrui.shape.host}/api-ajax_list-2.html"
        with opener.open(Request(url, data=b"is_ds=1")) as answer:
            assert answer.read() == xunrui.respond("POST", url, b"is_ds=1").body
            assert answer.headers["Content-Type"].startswith("application/json")
