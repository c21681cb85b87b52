"""A broken template is named within one run, by the field that broke; healthy ones are not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.build.drift import Finding, check
from transforms.lake.schema import ARTICLES, BLOCKS, DROPPED

SEEN = datetime(2019, 2, 24, 4, 0, tzinfo=UTC)
NO_DROPS = DROPPED.empty_table()


def articles(count: int, **changes: Any) -> pa.Table:
    row = {
        "channel": "qx", "template": "trs", "char_count": 800, "section": "要闻",
        "origin": "青溪日报",
        "reporters": ["王小明"], "editors": ["李青"], "dateline_raw": "本报讯",
        "published_at": SEEN - timedelta(hours=3), "first_seen_at": SEEN,
    } | changes  # fmt: skip
    rows = [row | {"article_id": f"{n:016x}"} for n in range(count)]
    return pa.Table.from_pylist(rows, schema=ARTICLES)


def dropped(count: int, reason: str, step: str = "extract") -> pa.Table:
    rows = [{"channel": "qx", "step": step, "drop_reason": reason} for _ in range(count)]
    return pa.Table.from_pylist(rows, schema=DROPPED)


HISTORY = articles(100)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"published_at": None}, "published_at"),
        ({"origin": None}, "origin"),
        ({"editors": []}, "editors"),
        ({"char_count": 90}, "body"),
        ({"char_count": 4000}, "body"),
        ({"published_at": SEEN - timedelta(days=400)}, "published_at"),
    ],
)
def test_the_broken_field_is_named(changes: dict[str, Any], field: str) -> None:
    findings = check(articles(20, **changes), NO_DROPS, HISTORY)
    assert {(f.channel, f.template, f.field) for f in findings} == {("qx", "trs", field)}
    assert "before" in findings[0].message


def test_a_vanished_template_is_named() -> None:
    findings = check(articles(20, template="generic"), NO_DROPS, HISTORY)
    assert [(f.template, f.field) for f in findings] == [("trs", "template")]


def test_pages_that_are_suddenly_no_articles_are_named() -> None:
    findings = check(articles(10), dropped(10, "no_article_text"), HISTORY)
    assert findings == [
        Finding("qx", "*", "dropped", "10 of 20 pages held no article, mostly no_article_text")
    ]
    assert check(articles(10), dropped(90, "exact_duplicate", "exact"), HISTORY) == []


def test_a_sidebar_in_the_text_shows_in_what_is_cut() -> None:
    def blocks(cut: int) -> pa.Table:
        rows = [
            {"article_id": f"{n:016x}", "position": p, "is_kept": p == 0, "text": "字" * length}
            for n in range(100)
            for p, length in ((0, 100), (1, cut))
        ]
        return pa.Table.from_pylist(rows, schema=BLOCKS)

    findings = check(articles(20), NO_DROPS, HISTORY, blocks=blocks(300), history_blocks=blocks(20))
    assert [f.field for f in findings] == ["blocks"]


def test_few_articles_or_no_history_say_nothing() -> None:
    assert check(articles(3, origin=None), NO_DROPS, HISTORY) == []
    assert check(articles(20, origin=None), NO_DROPS, articles(5)) == []
    assert check(articles(20, channel="new", origin=None), NO_DROPS, HISTORY) == []


@given(st.integers(0, 60), st.integers(0, 200))
def test_a_channel_that_goes_on_as_before_is_never_named(now: int, before: int) -> None:
    assert check(articles(now), NO_DROPS, articles(before)) == []
