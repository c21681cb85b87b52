"""Hand-labelled pairs of real texts, where they are there."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.pairs import score

CORPUS = Path(__file__).parents[4] / "shared" / "corpus"


@pytest.mark.skipif(not (CORPUS / "dev").is_dir(), reason="no labelled pairs here")
def test_stories_agree_with_hand_labelled_pairs() -> None:
    rows = {name: value for name, value, _ in score(CORPUS).rows()}

    assert rows["near-duplicate precision"] >= 0.95, rows
    assert rows["near-duplicate recall"] >= 0.95, rows
    assert rows["hard negatives in one story"] <= 0.03, rows
    assert rows["contained found as contained"] >= 0.90, rows
