"""Do coders mean the same by a question? Krippendorff's α for nominal answers."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence


def krippendorff_alpha(units: Iterable[Sequence[Hashable]]) -> float | None:
    """α of the answers to each unit, at least two of which are compared; None if undefined.

    ``units`` holds, for each unit, the answers of whoever gave one, in any order. 1 is agreement,
    0 what chance would give, less is worse than chance. Undefined if no unit has two answers, or
    if all answers are the same: then there is no chance to be measured against. Method: K.
    Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011, section C.
    """
    apart = 0.0
    totals: Counter[Hashable] = Counter()
    for answers in units:
        if len(answers) < 2:
            continue
        counts = Counter(answers)
        totals += counts
        pairs = len(answers) ** 2 - sum(count * count for count in counts.values())
        apart += pairs / (len(answers) - 1)
    total = sum(totals.values())
    expected = total * total - sum(count * count for count in totals.values())
    return 1.0 - (total - 1) * apart / expected if expected else None
