"""The compiled search for absent paragraphs says what the plain rule says."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.dedupe.alphabet import fold_text
from transforms.dedupe.paragraphs import STANDS
from transforms.dedupe.reprint_changes import find_changes

LINES = st.text(alphabet="赣州主攻工业园区，。 A1\U00020000", max_size=12)
BODIES = st.lists(LINES, max_size=6).map("\n".join)


def absent(own: str, other: str) -> list[tuple[int, str]]:
    """Paragraph by paragraph, in plain Python: not there word for word, nor most of its pairs."""
    theirs = [fold_text(line) for line in other.split("\n")]
    found = []
    for position, line in enumerate(own.split("\n")):
        folded = fold_text(line)
        pairs = {folded[at : at + 2] for at in range(len(folded) - 1)}
        stands = any(
            pairs and sum(pair in candidate for pair in pairs) >= STANDS * len(pairs)
            for candidate in theirs
        )
        if folded and folded not in "".join(theirs) and not stands:
            found.append((position, line))
    return found


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(BODIES, BODIES), min_size=1, max_size=4))
def test_compiled_and_plain_agree(pairs: list[tuple[str, str]]) -> None:
    bodies = pa.chunked_array([[body for pair in pairs for body in pair]], pa.string())
    articles = pa.table(
        {
            "article_id": [f"{number:03}" for number in range(2 * len(pairs))],
            "headline": ["同题"] * (2 * len(pairs)),
        }
    )
    rows = [(2 * number, 2 * number + 1) for number in range(len(pairs))]

    found = find_changes(articles, rows, lambda wanted: bodies.take(pa.array(wanted))).to_pylist()

    expected = [
        (f"{2 * number:03}", change, position, text)
        for number, (copy, source) in enumerate(pairs)
        for change, own, other in (
            ("paragraph_added", copy, source),
            ("paragraph_cut", source, copy),
        )
        for position, text in absent(own, other)
    ]
    rows_found = [(row["child_id"], row["change"], row["position"], row["text"]) for row in found]
    assert rows_found == expected


def test_headlines_that_differ_in_more_than_typography_are_named() -> None:
    articles = pa.table(
        {
            "article_id": list("abcd"),
            "headline": ["赣州：主攻工业", "赣州 主攻工业", "快讯", "赣州"],
        }
    )
    bodies = pa.chunked_array([["同文"] * 4])

    found = find_changes(articles, [(0, 1), (2, 3)], lambda rows: bodies.take(pa.array(rows)))

    assert found.select(["child_id", "change", "text"]).to_pylist() == [
        {"child_id": "c", "change": "headline_changed", "text": "快讯"}
    ]
    assert np.asarray(found["position"].is_null()).all()
