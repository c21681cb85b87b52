"""Challenges are told from pages by what they are made of; no ordinary page is taken for one."""

from __future__ import annotations

import json

import pytest

from bench.corpora import ABSENT, corpus
from crawler.extract.article_page import extract_article
from crawler.extract.challenge import challenge_sign
from newsroom.simulated.catalogue import SHAPES
from newsroom.simulated.site import Site
from tests.crawler.extract.ordinary import ORDINARY
from tests.crawler.extract.walls import WALLS

URL = "http://qx.test/news/1.html"


def sign_of(name: str) -> str | None:
    status, headers, kind, body = WALLS[name]
    lower = {key.lower(): value for key, value in headers.items()}
    return challenge_sign(body, url=URL, status=status, headers=lower, content_type=kind)


@pytest.mark.parametrize("name", WALLS)
def test_a_wall_is_told_and_is_no_article(name: str) -> None:
    status, _, kind, body = WALLS[name]
    assert sign_of(name)
    item = extract_article(
        body, channel="qx", url=URL, fetched_at="2026-01-01T00:00:00+00:00", content_type=kind,
        status=status,
    )  # fmt: skip
    assert item.drop_reason, name
    if status == 200:
        assert item.drop_reason == "challenged"


@pytest.mark.parametrize(("name", "page"), ORDINARY)
def test_an_ordinary_page_is_refused_by_nobody(name: str, page: str) -> None:
    assert challenge_sign(page.encode(), url=URL, content_type="text/html") is None, name
    legacy = page.encode("gbk")
    assert challenge_sign(legacy, url=URL, content_type="text/html; charset=gbk") is None, name


@pytest.mark.parametrize("name", SHAPES)
def test_no_page_of_a_simulated_site_is_refused(name: str) -> None:
    """Lists that a script fetches have no text of their own: their platform reads the script."""
    shape = SHAPES[name]
    site = Site(shape, pages=3)
    lists = [shape.entry, *(f"http://{shape.host}{shape.page_path(n)}" for n in (1, 2, 3))]
    for url in [*lists, *(article.url for article in site.articles)]:
        answered = site.respond("GET", url)
        if answered.status == 200:
            assert challenge_sign(answered.body, url=url, is_list=url in lists) is None, url


def test_no_page_of_the_corpus_is_refused() -> None:
    folder = corpus()
    if folder is None:
        pytest.skip(ABSENT)
    pages = [
        (json.loads(line), part)
        for part in ("dev", "dev2", "dev3")
        for line in (folder / part / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    bodies = {row["id"]: (folder / part / row["file"]).read_bytes() for row, part in pages}
    bodies |= {path.name: path.read_bytes() for path in (folder / "cases").glob("*.html")}
    refused = {
        name: sign for name, body in bodies.items() if (sign := challenge_sign(body, url=URL))
    }
    assert len(bodies) > 150
    assert refused == {}


def test_there_are_enough_of_both() -> None:
    assert len(WALLS) >= 50
    assert len(ORDINARY) >= 200
