"""What is written of an item and to a log, and the day a list printed."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.pointer import WarcPointer
from crawler.extract.date_patterns import iso_day
from crawler.failures import plain
from crawler.items import Article, Block, to_line
from crawler.session.raw_items import content_hash, content_hash_of_line, encode_line


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("2019-02-24 07:42", "2019-02-24"),
        ("2019年02月24日", "2019-02-24"),
        ("/20190224/1.html", "2019-02-24"),
        ("02-24", None),
        ("昨天", None),
        (None, None),
        ("Tue, 22 Jan 2019 13:22:00 +0800", "2019-01-22"),
        ("Tue, 22 Jan 2019 11:22:00 +0800", "2019-01-22"),
        ("Tue, 22 Jan 2019 20:22:00 GMT", "2019-01-23"),
        ("2019-02-23T20:00:00Z", "2019-02-24"),
        ("2019-13-22", None),
    ],
)
def test_days_of_lists(printed: str | None, day: str | None) -> None:
    assert iso_day(printed) == day


def test_what_goes_to_a_log_is_one_plain_line() -> None:
    assert plain("a\r\n\x1b[31mb\u202ec" + "x" * 999).startswith("a [31mb c")
    assert len(plain("x" * 999)) == 200


@given(st.text(), st.lists(st.text(alphabet=st.characters(exclude_categories=())), max_size=3))
def test_an_item_is_stored_as_json_writes_it(text: str, links: list[str]) -> None:
    item = Article(
        channel="a",
        url="http://a.test/1",
        canonical_url="http://a.test/1",
        fetched_at="2019-02-24T00:00:00+00:00",
        headline_raw=text,
        blocks=[Block(text=text, links=links)],
        warc=[WarcPointer(file="a", offset=2**40, digest="sha1:A")],
    )
    written = json.dumps(to_line(item), ensure_ascii=False, separators=(",", ":"))
    assert encode_line(item) == written.encode("utf-8", "replace") + b"\n"
    assert content_hash(item) == content_hash_of_line(json.loads(encode_line(item)))


def test_a_lone_surrogate_does_not_cost_the_item() -> None:
    assert json.loads(encode_line({"text": "江西\ud83d"}))["text"] == "江西?"
