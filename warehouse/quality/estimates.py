"""Shares of a stratified sample with their intervals: precision, recall, and what follows."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Z = 1.959964
"""Of the normal distribution, for 95 %."""


ROUNDING = 1e-9
"""Below this, a difference of shares is none."""


class Estimate(NamedTuple):
    """A value and its 95 % interval."""

    value: float
    low: float
    high: float

    def times(self, factor: float) -> Estimate:
        return Estimate(self.value * factor, self.low * factor, self.high * factor)


@dataclass(frozen=True, slots=True)
class Stratum:
    """``size`` articles, ``count`` of them judged; ``hits`` of those hold what is asked for.

    Where two coders differ, a unit is half a hit.
    """

    size: int
    count: int
    hits: float

    def total(self) -> Estimate:
        """How many of ``size`` hold it."""
        return wilson(self.hits, self.count).times(self.size)


class Figures(NamedTuple):
    """What a sample says of one tag; None where it cannot tell.

    ``recall`` and ``corrected`` speak of articles; ``observed`` and ``corrected`` are shares of all
    articles of the frame, as tagged and as they would be without errors of tagging.
    """

    precision: Estimate | None
    recall: Estimate | None
    observed: float | None
    corrected: Estimate | None


def figures(tagged: Stratum, others: Sequence[Stratum]) -> Figures:
    """Precision of the tagged stratum, recall and corrected share over all of them.

    Each stratum counts by its size, not by how many of it were drawn. Recall is unknown if a
    stratum was not looked at, or if nothing that is tagged was right.
    """
    size = tagged.size + sum(other.size for other in others)
    observed = tagged.size / size if size else None
    if not tagged.count:
        return Figures(None, None, observed, None)
    precision = wilson(tagged.hits, tagged.count)
    asked = [other for other in others if other.size]
    if not tagged.hits or not asked or not all(other.count for other in asked):
        return Figures(precision, None, observed, None)
    found = tagged.total()
    missed = added(other.total() for other in asked)
    ratio = divided(missed, found)
    recall = Estimate(1 / (1 + ratio.value), 1 / (1 + ratio.high), 1 / (1 + ratio.low))
    true = added([found, missed])
    false_alarms = tagged.size - found.value
    negatives = size - true.value
    specificity = 1 - false_alarms / negatives if negatives else 1.0
    share = rogan_gladen(tagged.size / size, recall.value, specificity)
    if share is None:
        return Figures(precision, recall, observed, None)
    corrected = Estimate(share, true.low / size, min(1.0, true.high / size))
    return Figures(precision, recall, observed, corrected)


def wilson(hits: float, count: int) -> Estimate:
    """A share and its interval (E. B. Wilson, JASA 22, 1927). Raises ZeroDivisionError for none."""
    share, square = hits / count, Z * Z
    middle = (share + square / (2 * count)) / (1 + square / count)
    half = Z * sqrt(share * (1 - share) / count + square / (4 * count**2)) / (1 + square / count)
    # At either end the formula gives the end itself, but for rounding.
    low = 0.0 if hits <= 0 else max(0.0, middle - half)
    high = 1.0 if hits >= count else min(1.0, middle + half)
    return Estimate(share, low, high)


def rogan_gladen(observed: float, sensitivity: float, specificity: float) -> float | None:
    """The true share behind one seen through errors, 0 to 1; None if the test tells nothing.

    W. J. Rogan and B. Gladen, American Journal of Epidemiology 107, 1978.
    """
    power = sensitivity + specificity - 1
    if power < ROUNDING:
        return None
    return min(1.0, max(0.0, (observed + specificity - 1) / power))


def added(parts: Iterable[Estimate]) -> Estimate:
    """The sum of independent estimates (G. Y. Zou and A. Donner, Stat. in Medicine 27, 2008)."""
    parts = list(parts)
    value = sum(part.value for part in parts)
    below = sqrt(sum((part.value - part.low) ** 2 for part in parts))
    above = sqrt(sum((part.high - part.value) ** 2 for part in parts))
    return Estimate(value, max(0.0, value - below), value + above)


def divided(a: Estimate, b: Estimate) -> Estimate:
    """The ratio of independent estimates, ``b`` above 0 (A. Donner and G. Y. Zou, SMMR 21, 2012).

    The lower bound is written so that nothing is divided by a difference that may vanish.
    """
    product = a.value * b.value
    low_part = a.low * (2 * a.value - a.low)
    high_part = a.high * (2 * a.value - a.high)
    b_low = b.low * (2 * b.value - b.low)
    b_high = b.high * (2 * b.value - b.high)
    under = sqrt(max(0.0, product**2 - low_part * b_high))
    low = low_part / (product + under) if product else 0.0
    high = (product + sqrt(max(0.0, product**2 - high_part * b_low))) / b_low
    return Estimate(a.value / b.value, low, high)
