"""What a copy cut and what it added, paragraph by paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa

from transforms.dedupe.alphabet import fold_text
from transforms.schema import REPRINT_CHANGES

if TYPE_CHECKING:
    from collections.abc import Iterator

STANDS = 0.6
"""Share of a paragraph's character pairs in the other text from which it counts as kept."""
TEXT_LIMIT = 2_000


def find_changes(articles: pa.Table, pairs: list[tuple[int, int]]) -> pa.Table:
    """REPRINT_CHANGES of (copy, source) rows, sorted by copy."""
    rows = sorted({row for pair in pairs for row in pair})
    place = {row: at for at, row in enumerate(rows)}
    texts = articles.select(["article_id", "headline", "body"]).take(pa.array(rows, pa.int64()))
    ids, headlines, bodies = (texts[name].to_pylist() for name in texts.column_names)
    found: list[dict[str, Any]] = []
    for child, parent in pairs:
        copy, source = place[child], place[parent]
        for change, position, text in _changes(
            headlines[copy], headlines[source], bodies[copy], bodies[source]
        ):
            found.append(
                {
                    "child_id": ids[copy],
                    "parent_id": ids[source],
                    "change": change,
                    "position": position,
                    "text": text[:TEXT_LIMIT],
                }
            )
    order = [("child_id", "ascending"), ("change", "ascending"), ("position", "ascending")]
    return pa.Table.from_pylist(found, schema=REPRINT_CHANGES).sort_by(order)


def _changes(
    headline: str | None, original: str | None, body: str | None, source: str | None
) -> Iterator[tuple[str, int | None, str]]:
    if headline and original and fold_text(headline) != fold_text(original):
        yield "headline_changed", None, headline
    ours, theirs = _folded_paragraphs(body), _folded_paragraphs(source)
    for change, text, own, other in (
        ("paragraph_cut", source, theirs, ours),
        ("paragraph_added", body, ours, theirs),
    ):
        printed = (text or "").split("\n")
        for position in _absent(own, other):
            yield change, position, printed[position]


def _folded_paragraphs(text: str | None) -> list[str]:
    return [fold_text(line) for line in (text or "").split("\n")]


def _absent(paragraphs: list[str], other: list[str]) -> Iterator[int]:
    """Numbers of the paragraphs that do not stand in the other text."""
    known, whole = set(other), "".join(other)
    for position, paragraph in enumerate(paragraphs):
        is_found = not paragraph or paragraph in known or paragraph in whole
        if not is_found and not _stands(paragraph, other):
            yield position


def _stands(paragraph: str, other: list[str]) -> bool:
    """Reworded or joined, but there: measured against the paragraph that is most like it."""
    pairs = {paragraph[at : at + 2] for at in range(len(paragraph) - 1)} or {paragraph}
    wanted = STANDS * len(pairs)
    return any(sum(pair in candidate for pair in pairs) >= wanted for candidate in other)
