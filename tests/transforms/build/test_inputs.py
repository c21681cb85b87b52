"""Every line of every raw file is handed on once, with its place."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from storage.store import Store
from transforms.build import inputs

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from transforms.lake.raw_inputs import Chunk

NAME = "20190224T010203Z-abcdef"


def raw_file(data: Path, content: bytes, channel: str = "a", name: str = NAME) -> str:
    path = data / "raw" / "items" / f"channel={channel}" / f"{name}.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return str(path.relative_to(data))


@given(lines=st.lists(st.binary(max_size=12).map(lambda b: b.replace(b"\n", b"")), max_size=30))
def test_chunks_cover_the_file_once(
    tmp_path_factory: pytest.TempPathFactory, lines: list[bytes]
) -> None:
    data = tmp_path_factory.mktemp("d")
    path = raw_file(data, b"\n".join(lines))
    original, inputs.CHUNK_LINES = inputs.CHUNK_LINES, 4
    try:
        found = [
            line
            for chunk in inputs.cut(Store.local(data), path)
            for line in inputs.read_lines(Store.local(data), chunk)
        ]
    finally:
        inputs.CHUNK_LINES = original

    expected = (data / path).read_bytes().decode("utf-8", "replace")
    assert "".join(text for _, _, text in found) == expected
    assert [number for _, number, _ in found] == list(range(1, len(found) + 1))


def all_chunks(data: Path) -> list[Chunk]:
    store = Store.local(data)
    return [chunk for name in inputs.raw_files(store) for chunk in inputs.cut(store, name)]


def test_part_files_are_not_read_and_crawls_come_in_order(tmp_path: Path) -> None:
    later = raw_file(tmp_path, b"{}\n", "a", "20190225T010203Z-000000")
    earlier = raw_file(tmp_path, b"{}\n", "b")
    (tmp_path / "raw/items/channel=a/20190226T010203Z-000000.jsonl.part").write_bytes(b"{")

    assert inputs.raw_files(Store.local(tmp_path)) == [earlier, later]
    assert inputs.crawl_date(earlier) == date(2019, 2, 24)
    assert inputs.channel_of(earlier) == "b"


def test_days_of_a_month_that_is_over_are_cleaned_together_and_nothing_is_left_out(
    tmp_path: Path,
) -> None:
    for day in ("20190102", "20190103", "20190131", "20190201", "20190202"):
        for channel in "ab":
            raw_file(tmp_path, b"{}\n{}\n", channel, f"{day}T010203Z-000000")
    cut = [
        chunk
        for name in inputs.raw_files(Store.local(tmp_path))
        for chunk in inputs.cut(Store.local(tmp_path), name)
    ]

    found = inputs.batches(cut)

    days = [
        (batch.channel, [inputs.crawl_date(chunk.raw_file).day for chunk in batch.chunks])
        for batch in found
    ]
    assert days[:2] == [("a", [2, 3, 31]), ("b", [2, 3, 31])]
    assert sorted(days[2:]) == [("a", [1]), ("a", [2]), ("b", [1]), ("b", [2])]
    assert sorted(c.raw_file for b in found for c in b.chunks) == sorted(c.raw_file for c in cut)
    assert sum(batch.line_count for batch in found) == 20


def test_a_crawl_of_a_clock_that_was_ahead_ends_no_month(tmp_path: Path) -> None:
    for day in ("20190130", "20190201", "20190202", "20190203", "20200309"):
        raw_file(tmp_path, b"{}\n", "a", f"{day}T010203Z-000000")

    found = inputs.batches(all_chunks(tmp_path), today=date(2019, 2, 3))

    # Days of February are together only when March began: before, each build would clean all again.
    assert [batch.line_count for batch in found] == [1, 1, 1, 1, 1]
    later = inputs.batches(all_chunks(tmp_path), today=date(2020, 3, 9))
    assert [batch.line_count for batch in later] == [1, 3, 1]


def test_a_batch_is_bounded(tmp_path: Path) -> None:
    for hour in range(10, 20):
        raw_file(tmp_path, b"{}\n" * 1_500, "a", f"20190102T{hour}0203Z-000000")
    raw_file(tmp_path, b"{}\n", "a", "20190301T010203Z-000000")
    cut = [
        chunk
        for name in inputs.raw_files(Store.local(tmp_path))
        for chunk in inputs.cut(Store.local(tmp_path), name)
    ]

    assert [batch.line_count for batch in inputs.batches(cut)] == [3_000] * 5 + [1]
