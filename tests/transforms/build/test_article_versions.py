"""One version of each article counts; every other fetch is dropped with its reason."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from transforms.build.article_versions import choose_versions
from transforms.build.piece_rows import KEYS

START = datetime(2019, 2, 24, tzinfo=UTC)
SCHEMA = KEYS.append(pa.field("piece", pa.int32()))


def key(article: str = "a1", hours: int = 0, **changed: Any) -> dict[str, Any]:
    return {
        "article_id": article,
        "channel": "c",
        "url": f"http://c/{article}",
        "canonical_url": f"http://c/{article}",
        "content_hash": "h1",
        "published_at": START,
        "fetched_at": START + timedelta(hours=hours),
        "raw_file": "raw/items/channel=c/x.jsonl",
        "raw_line": hours + 1,
        "month": "2019-02",
        "row": 0,
        "row_hash": "r",
        "headline_hash": "t1",
        "credits_hash": "k1",
        "piece": 0,
    } | changed


def choose(rows: list[dict[str, Any]], gone: list[dict[str, Any]] | None = None) -> Any:
    return choose_versions(pa.Table.from_pylist(rows, schema=SCHEMA), gone or [])


def test_the_latest_fetch_counts_and_the_first_sight_is_kept() -> None:
    chosen = choose([key(hours=5, content_hash="h2"), key(hours=1)])

    [kept] = chosen.kept.to_pylist()
    assert kept["content_hash"] == "h2"
    assert kept["first_seen_at"] == START + timedelta(hours=1)
    assert chosen.dropped["drop_reason"].to_pylist() == ["superseded"]


def test_what_changed_between_fetches_is_a_revision() -> None:
    chosen = choose(
        [key(hours=1), key(hours=2, content_hash="h2", headline_hash="t2"), key(hours=3)]
    )

    changes = [(row["change"], row["seen_at"].hour) for row in chosen.revisions.to_pylist()]
    assert changes == [("body", 2), ("headline", 2), ("body", 3), ("headline", 3)]


def test_reading_the_same_bytes_again_is_no_revision() -> None:
    again = key(hours=1, raw_file="raw/items/channel=c/y.jsonl", content_hash="h9")
    chosen = choose([key(hours=1), again])

    assert chosen.revisions.num_rows == 0
    assert chosen.kept["content_hash"].to_pylist() == ["h9"]


def test_a_removal_is_a_revision_of_an_article_that_stays() -> None:
    gone = {
        "article_id": "a1",
        "seen_at": START,
        "change": "gone",
        "status": 410,
        "before_hash": None,
        "after_hash": None,
        "detail": None,
    }
    chosen = choose([key()], [gone])

    assert chosen.kept.num_rows == 1
    assert chosen.revisions["status"].to_pylist() == [410]


def test_one_text_twice_in_a_channel_is_a_duplicate_and_in_two_channels_is_not() -> None:
    same = [key("a1"), key("a2", hours=1), key("b1", channel="d")]

    chosen = choose(same)

    assert sorted(chosen.kept["article_id"].to_pylist()) == ["a1", "b1"]
    assert chosen.dropped["drop_reason"].to_pylist() == ["exact_duplicate"]


ROWS = st.lists(
    st.builds(
        key,
        st.sampled_from(["a1", "a2", "a3"]),
        st.integers(0, 6),
        content_hash=st.sampled_from(["h1", "h2", "h3"]),
        raw_file=st.sampled_from(["x", "y"]),
    ),
    max_size=15,
    unique_by=lambda row: (row["raw_file"], row["raw_line"]),
)


@given(ROWS)
def test_kept_and_dropped_are_all_that_was_read_in_any_order(rows: list[dict[str, Any]]) -> None:
    chosen, reversed_ = choose(rows), choose(rows[::-1])

    assert chosen.kept.num_rows + chosen.dropped.num_rows == len(rows)
    assert chosen.kept.equals(reversed_.kept)
    assert chosen.revisions.equals(reversed_.revisions)
    assert len(set(chosen.kept["article_id"].to_pylist())) == chosen.kept.num_rows
