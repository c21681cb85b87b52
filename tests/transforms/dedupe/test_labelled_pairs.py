"""Hand-labelled pairs of real texts, where they are there."""

from __future__ import annotations

import pytest

from bench.corpora import ABSENT, corpus
from bench.pairs import score

CORPUS = corpus()


@pytest.mark.skipif(CORPUS is None, reason=ABSENT)
def test_stories_agree_with_hand_labelled_pairs() -> None:
    assert CORPUS is not None
    rows = {name: value for name, value, _ in score(CORPUS).rows()}

    assert rows["near-duplicate precision"] >= 0.95, rows
    assert rows["near-duplicate recall"] >= 0.95, rows
    assert rows["hard negatives in one story"] <= 0.03, rows
    assert rows["contained found as contained"] >= 0.90, rows
