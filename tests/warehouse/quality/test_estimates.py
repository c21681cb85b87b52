"""Shares and their intervals: worked values, and what must hold of any sample."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.quality.estimates import Stratum, figures, rogan_gladen, wilson

SIZES = st.integers(1, 60)


@st.composite
def strata(draw: st.DrawFn) -> Stratum:
    count = draw(SIZES)
    return Stratum(count + draw(st.integers(0, 10_000)), count, draw(st.integers(0, 2 * count)) / 2)


def test_wilson_as_published() -> None:
    """Newcombe, Statistics in Medicine 17 (1998), table I: 81 of 263, 15 of 148, 0 of 20."""
    assert wilson(81, 263) == pytest.approx((0.3080, 0.2553, 0.3662), abs=5e-5)
    assert wilson(15, 148) == pytest.approx((0.1014, 0.0624, 0.1605), abs=5e-5)
    assert wilson(0, 20) == pytest.approx((0.0, 0.0, 0.1611), abs=5e-5)


def test_rogan_gladen() -> None:
    assert rogan_gladen(0.26, 0.9, 0.8) == pytest.approx(0.06 / 0.7)
    assert rogan_gladen(0.1, 0.9, 0.8) == 0, "fewer than false alarms alone would give"
    assert rogan_gladen(0.3, 0.5, 0.5) is None, "a coin tells nothing"


def test_a_stratum_counts_by_its_size() -> None:
    """45 of 50 of 100 tagged are right: 90. Missed: 1 in 25 of 250, none of 650. So 90 of 100."""
    found = figures(Stratum(100, 50, 45), [Stratum(250, 25, 1), Stratum(650, 25, 0)])

    assert found.precision is not None
    assert found.recall is not None
    assert found.corrected is not None
    assert found.precision.value == pytest.approx(0.9)
    assert found.recall.value == pytest.approx(0.9)
    assert found.observed == pytest.approx(0.1)
    assert found.corrected.value == pytest.approx(0.1)
    assert found.recall.low < 0.6, "25 of 650 cannot exclude many misses"


def test_what_was_not_looked_at_is_not_known() -> None:
    found = figures(Stratum(100, 50, 45), [Stratum(250, 0, 0)])

    assert found.precision is not None
    assert (found.recall, found.corrected) == (None, None)
    assert figures(Stratum(0, 0, 0), [Stratum(9, 9, 0)]).precision is None
    assert figures(Stratum(9, 9, 0), [Stratum(9, 9, 0)]).recall is None


@given(strata(), st.lists(strata(), min_size=1, max_size=3))
def test_intervals_hold_their_value_and_stay_shares(tagged: Stratum, others: list[Stratum]) -> None:
    found = figures(tagged, others)

    for estimate in (found.precision, found.recall, found.corrected):
        if estimate is not None:
            low, high = estimate.low - 1e-9, estimate.high + 1e-9
            assert estimate.low >= 0
            assert low <= estimate.value <= high
            assert estimate.high <= 1
    if found.corrected is not None:
        size = tagged.size + sum(other.size for other in others)
        true = sum(each.hits / each.count * each.size for each in (tagged, *others))
        assert found.corrected.value == pytest.approx(true / size), "Rogan-Gladen is that share"


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    """A population of known recall is sampled 400 times: at least 93 of 100 intervals hold it."""
    choose = random.Random(17)
    tagged, near, far = [1] * 180 + [0] * 20, [1] * 30 + [0] * 270, [1] * 40 + [0] * 1960
    recall = 180 / (180 + 30 + 40)
    held = 0
    for _ in range(400):
        parts = [
            Stratum(len(each), size, sum(choose.sample(each, size)))
            for each, size in ((tagged, 50), (near, 25), (far, 100))
        ]
        estimate = figures(parts[0], parts[1:]).recall
        assert estimate is not None
        held += estimate.low <= recall <= estimate.high
    assert held >= 0.93 * 400
