"""What the trigger forms ask for reaches the builds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desk.tasks.gates import GateError
from desk.tasks.steps import build_lake
from newsroom.items import write_items

if TYPE_CHECKING:
    from pathlib import Path


def test_raw_items_that_are_gone_stop_a_build_until_the_form_accepts_it(
    own_data_folder: Path,
) -> None:
    write_items(own_data_folder, articles=30)
    kept = build_lake({})["counts"]["kept"]
    min((own_data_folder / "raw" / "items").rglob("*.jsonl")).unlink()

    with pytest.raises(GateError, match=r"^GATE · LakeError: 1 raw files have lost"):
        build_lake({"accept_loss": False})
    report = build_lake({"accept_loss": True})

    assert 0 < report["counts"]["kept"] < kept
