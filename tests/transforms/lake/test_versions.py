"""No kept row outlives the code that made it: rows change only with a version that was raised."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.transforms import golden
from transforms.build import tables
from transforms.build.pieces import piece_key, signatures_name
from transforms.lake import versions
from transforms.lake.raw_inputs import Batch, Chunk

if TYPE_CHECKING:
    from pathlib import Path

BATCH = Batch("a", (Chunk("raw/items/channel=a/x.jsonl", 1, 0, 10, "d" * 32, 1),))


@pytest.fixture(scope="module")
def found() -> dict[str, str]:
    return golden.golden_hashes(golden.read_input())


def test_golden_rows_change_only_when_a_version_is_raised(found: dict[str, str]) -> None:
    recorded = json.loads(golden.RECORDED.read_text("utf-8"))

    assert golden.complaints(recorded, found) == []
    assert golden.stale(recorded) == []


def test_a_changed_row_names_the_version_to_raise_and_is_not_recorded(
    found: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded = tmp_path / "rows.json"
    monkeypatch.setattr(golden, "RECORDED", recorded)
    monkeypatch.setattr(golden, "golden_hashes", lambda _lines: {**found, "tagger": "other"})
    golden.record(found)
    before = recorded.read_text("utf-8")

    [complaint] = golden.complaints(json.loads(before), {**found, "tagger": "other"})
    assert "raise it in transforms/lake/versions.py" in complaint
    assert "TAGGER is still" in complaint
    assert golden.COMMAND in complaint
    assert golden.main([]) == 1
    assert recorded.read_text("utf-8") == before

    monkeypatch.setattr(versions, "TAGGER", versions.TAGGER + "x")
    assert golden.stale(json.loads(before))
    assert golden.main([]) == 0
    assert json.loads(recorded.read_text("utf-8"))["tagger"]["rows"] == "other"


def test_a_raised_cleaner_makes_tags_and_stories_again_too(
    found: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded = json.loads(golden.RECORDED.read_text("utf-8"))
    monkeypatch.setattr(versions, "CLEANER", versions.CLEANER + "x")

    assert golden.complaints(recorded, dict.fromkeys(found, "other")) == [
        "layout: golden rows changed, but LAYOUT is still"
        f" {versions.LAYOUT}: raise it in transforms/lake/versions.py, then run {golden.COMMAND}"
    ]


def test_the_layout_sees_order_and_row_groups(
    found: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "ROW_GROUP", 100_000)
    changed = golden.golden_hashes(golden.read_input())

    assert changed["layout"] != found["layout"]
    assert {**changed, "layout": ""} == {**found, "layout": ""}


@pytest.mark.parametrize("name", ["CLEANER", "LAYOUT", "DEDUPE"])
def test_kept_work_is_named_by_its_version(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = piece_key(BATCH, "360700"), signatures_name()
    monkeypatch.setattr(f"transforms.build.pieces.{name}", "raised")

    after = piece_key(BATCH, "360700"), signatures_name()
    assert [old == new for old, new in zip(before, after, strict=True)] == [
        name == "DEDUPE",
        name != "DEDUPE",
    ]
