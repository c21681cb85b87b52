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
    for change, text, other in (("paragraph_cut", source, body), ("paragraph_added", body, source)):
        for position, paragraph in _not_in(text or "", other or ""):
            yield change, position, paragraph


def _not_in(text: str, other: str) -> Iterator[tuple[int, str]]:
    folded = fold_text(other)
    grams = {folded[at : at + 2] for at in range(len(folded) - 1)}
    paragraphs = [fold_text(line) for line in other.split("\n")]
    for position, paragraph in enumerate(text.split("\n")):
        own = fold_text(paragraph)
        if own and own not in folded and not _stands(own, grams, paragraphs):
            yield position, paragraph


def _stands(own: str, grams: set[str], paragraphs: list[str]) -> bool:
    """Reworded or joined, but there: measured against the paragraph that is most like it."""
    pairs = {own[at : at + 2] for at in range(len(own) - 1)} or {own}
    if len(pairs & grams) < STANDS * len(pairs):
        return False
    best = max(sum(pair in paragraph for pair in pairs) for paragraph in paragraphs)
    return best >= STANDS * len(pairs)
