"""The sweep of numbers: which it finds, how it sets them, what it says of them."""

from __future__ import annotations

import pytest

from bench.sweep import Swept
from bench.sweep_numbers import Constant, constants, unnamed, with_value

SHARE = Constant("crawler.extract.container", "NEARLY_ALL", 0.8, "")


def test_numbers_are_found_with_what_the_code_says_of_them() -> None:
    found = {(c.module, c.name): c for c in constants()}

    bound = found["crawler.extract.drop_reasons", "MAX_BYTES"]
    assert bound.value == 8 * 1024 * 1024
    assert found["crawler.extract.container", "MAX_CARD"].told
    assert not any(name in ("TEXT", "COMMENT") for _, name in found)


def test_a_share_is_tried_up_to_the_whole_and_a_count_from_one() -> None:
    assert SHARE.tried() == [0.4, 0.6, 0.8, 1.0]
    assert Constant("m", "COUNT", 1, "").tried() == [1, 2]
    assert Constant("m", "COUNT", 20, "").tried() == [10, 15, 20, 30, 40]


def test_a_value_is_set_wherever_its_name_was_imported() -> None:
    from crawler.extract import run_weights

    [constant] = [c for c in constants() if c.name == "TEASER_SHARE"]
    with_value(constant, 0.7)
    assert run_weights.TEASER_SHARE == 0.7
    with_value(constant, constant.value)
    assert constant.value == run_weights.TEASER_SHARE


@pytest.mark.parametrize(
    ("faults", "verdict"),
    [
        ([3.0, 3.0, 3.0, 3.0], "flat"),
        ([4.0, 3.0, 3.0, 3.0], "flat 0.6 … 1"),
        ([4.0, 4.0, 3.0, 4.0], "peak"),
        ([3.0, 4.0, 3.0, 4.0], "peak"),
        ([2.0, 4.0, 3.0, 4.0], "better at 0.4"),
    ],
)
def test_the_verdict_tells_flat_from_fitted(faults: list[float], verdict: str) -> None:
    assert Swept(SHARE, dict(zip(SHARE.tried(), faults, strict=True))).verdict() == verdict


def test_numbers_inside_functions_are_listed_by_place() -> None:
    assert all(":" in place and (number > 2 or number % 1) for place, number in unnamed())
