"""Every rule of the table is kept, by the same object a crawl asks."""

from __future__ import annotations

import pytest

from bench.hostile.robots_rules import CASES, DEVIATIONS, Case, may_fetch


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_a_rule_means_what_the_standard_says(case: Case) -> None:
    _, rules, open_paths, shut_paths = case
    assert [path for path in open_paths if not may_fetch(rules, path)] == [], "must be open"
    assert [path for path in shut_paths if may_fetch(rules, path)] == [], "must be shut"


def test_there_are_enough_cases_each_with_a_name_of_its_own() -> None:
    assert sum(len(case[2]) + len(case[3]) for case in CASES) >= 150
    assert len({case[0] for case in CASES}) == len(CASES)


@pytest.mark.parametrize("name", DEVIATIONS)
def test_where_we_read_otherwise_is_written_down(name: str) -> None:
    rules, path, is_fetched, why = DEVIATIONS[name]
    assert may_fetch(rules, path) is is_fetched
    assert why
