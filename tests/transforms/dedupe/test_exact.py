"""Exact duplicates: one survivor per channel and text, whatever the order."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from transforms.dedupe import drop_exact_duplicates

SCHEMA = pa.schema(
    [
        ("channel", pa.string()),
        ("url", pa.string()),
        ("content_hash", pa.string()),
        ("published_at", pa.timestamp("us", "UTC")),
        ("fetched_at", pa.timestamp("us", "UTC")),
    ]
)
TIMES = st.none() | st.integers(1, 28).map(lambda day: datetime(2026, 1, day, tzinfo=UTC))
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "channel": st.sampled_from(["a", "b"]),
            "url": st.sampled_from(["u1", "u2", "u3"]),
            "content_hash": st.sampled_from(["h1", "h2", None]),
            "published_at": TIMES,
            "fetched_at": TIMES,
        }
    ),
    max_size=20,
)


def table(rows: list[dict[str, Any]]) -> pa.Table:
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def test_the_earliest_copy_survives() -> None:
    early, late = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 2, tzinfo=UTC)
    same = {"channel": "a", "content_hash": "h1", "fetched_at": late}
    rows = [same | {"url": "u2", "published_at": late}, same | {"url": "u1", "published_at": early}]

    split = drop_exact_duplicates(table(rows))

    assert split.kept["url"].to_pylist() == ["u1"]
    assert split.dropped["drop_reason"].to_pylist() == ["exact_duplicate"]


def test_two_channels_with_one_text_are_both_kept() -> None:
    time = datetime(2026, 1, 1, tzinfo=UTC)
    rows = [
        {"channel": name, "url": "u", "content_hash": "h", "published_at": time, "fetched_at": time}
        for name in ("a", "b")
    ]

    assert drop_exact_duplicates(table(rows)).kept.num_rows == 2


@given(ROWS)
def test_every_row_is_kept_or_dropped_and_one_survives_per_key(rows: list[dict[str, Any]]) -> None:
    split = drop_exact_duplicates(table(rows))

    hashes = split.kept["content_hash"].to_pylist()
    keys = list(zip(split.kept["channel"].to_pylist(), hashes, strict=True))
    with_hash = [key for key in keys if key[1] is not None]
    assert split.kept.num_rows + split.dropped.num_rows == len(rows)
    assert len(with_hash) == len(set(with_hash))
    assert set(keys) == {(row["channel"], row["content_hash"]) for row in rows}
    assert hashes.count(None) == sum(row["content_hash"] is None for row in rows)


@given(ROWS)
def test_it_is_idempotent_and_blind_to_input_order(rows: list[dict[str, Any]]) -> None:
    once = drop_exact_duplicates(table(rows)).kept

    assert drop_exact_duplicates(once).kept.equals(once)
    assert drop_exact_duplicates(table(rows[::-1])).kept.equals(once)
