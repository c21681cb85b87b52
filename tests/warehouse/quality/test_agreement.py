"""Krippendorff's α: the published examples, and its definition pair by pair."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.quality.agreement import krippendorff_alpha

BINARY = ("0100000010", "1110010000")
NOMINAL = ("aabbdcccedda", "babbbccceddd")
WITH_GAPS = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
"""Sections A, B and C of Computing Krippendorff's Alpha-Reliability, 2011; a dot is no answer."""
ANSWERS = st.lists(st.lists(st.integers(0, 2), max_size=4), max_size=12)


def units(coders: tuple[str, ...]) -> list[list[str]]:
    return [[said for said in column if said != "."] for column in zip(*coders, strict=True)]


@pytest.mark.parametrize(
    ("coders", "alpha"), [(BINARY, 0.095), (NOMINAL, 0.692), (WITH_GAPS, 0.743)]
)
def test_the_published_examples(coders: tuple[str, ...], alpha: float) -> None:
    assert krippendorff_alpha(units(coders)) == pytest.approx(alpha, abs=0.0005)


@given(ANSWERS)
def test_it_is_the_definition_counted_pair_by_pair(given_units: list[list[int]]) -> None:
    found = krippendorff_alpha(given_units)
    by_pairs = pair_by_pair(given_units)

    assert found == (None if by_pairs is None else pytest.approx(by_pairs))


@given(ANSWERS, st.permutations([0, 1, 2]))
def test_order_and_names_of_answers_do_not_matter(
    given_units: list[list[int]], names: list[int]
) -> None:
    renamed = [[names[said] for said in reversed(unit)] for unit in reversed(given_units)]

    before, after = krippendorff_alpha(given_units), krippendorff_alpha(renamed)

    assert after == (None if before is None else pytest.approx(before))
    assert before is None or before <= 1


@given(st.lists(st.integers(0, 2), min_size=2, max_size=20))
def test_agreement_is_one_unless_nothing_varies(answers: list[int]) -> None:
    alpha = krippendorff_alpha([said, said] for said in answers)

    assert alpha == (1.0 if len(set(answers)) > 1 else None)


def pair_by_pair(given_units: list[list[int]]) -> float | None:
    """1 - observed / expected disagreement, from the pairs within units and of all values."""
    compared = [unit for unit in given_units if len(unit) > 1]
    values = [said for unit in compared for said in unit]
    every_pair = list(permutations(values, 2))
    expected = sum(a != b for a, b in every_pair)
    if not expected:
        return None
    observed = sum(
        sum(a != b for a, b in permutations(unit, 2)) / (len(unit) - 1) for unit in compared
    )
    return 1 - (observed / len(values)) / (expected / len(every_pair))
