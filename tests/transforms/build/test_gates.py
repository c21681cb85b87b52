"""A build that lost rows, or whose pages drifted, is not published; the last good one stays."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest

from transforms.build import gates
from transforms.errors import LakeError
from transforms.lake.raw_inputs import Batch, Chunk
from transforms.lake.schema import ARTICLES, DROPPED

if TYPE_CHECKING:
    from collections.abc import Sequence

START = date(2019, 2, 1)


def articles(count: int, *, day: date = START, **changed: Any) -> pa.Table:
    at = datetime(day.year, day.month, day.day, 4, tzinfo=UTC)
    rows = [
        {
            "article_id": f"{day}{number}",
            "channel": "c",
            "template": "old",
            "published_at": at,
            "published_date": day,
            "first_seen_at": at + timedelta(hours=2),
            "origin": "赣南日报",
            "reporters": ["甲"],
            "editors": ["乙"],
            "section": "要闻",
            "dateline_raw": None,
            "char_count": 800,
        }
        | changed
        for number in range(count)
    ]
    schema = pa.schema([ARTICLES.field(name) for name in gates.DRIFT_COLUMNS])
    return pa.Table.from_pylist(rows, schema=schema)


def check(new: Sequence[pa.Table], history: pa.Table) -> list[Any]:
    return gates.drifted(pa.concat_tables(new), DROPPED.empty_table(), history)


def test_a_lost_row_stops_the_build() -> None:
    chunk = Chunk("raw/items/channel=c/x.jsonl", 1, 0, 10, "d", line_count=5)
    batch = Batch("c", (chunk,))

    gates.check_nothing_lost([batch], 3, 2)
    with pytest.raises(LakeError, match=r"kept 3 \+ dropped 1 is not the 5 raw lines"):
        gates.check_nothing_lost([batch], 3, 1)


def test_editors_that_vanish_from_a_template_are_named() -> None:
    [finding] = check([articles(20, day=date(2019, 2, 2), editors=[])], articles(60))

    assert (finding.channel, finding.template, finding.field) == ("c", "old", "editors")
    assert finding.message == "editors filled in 0% of 20 articles, before 100%"


def test_steady_pages_pass() -> None:
    assert check([articles(20, day=date(2019, 2, 2))], articles(60)) == []


def test_old_articles_found_late_are_no_drift() -> None:
    late = articles(20, day=date(2015, 9, 1), editors=[], template="older")

    assert check([late], articles(60)) == []


def test_pages_read_late_are_told_and_nothing_is_held(caplog: pytest.LogCaptureFixture) -> None:
    slow = articles(20, day=date(2019, 2, 2), first_seen_at=datetime(2019, 3, 2, tzinfo=UTC))

    assert check([slow], articles(60)) == []
    assert "after publication" in caplog.text
