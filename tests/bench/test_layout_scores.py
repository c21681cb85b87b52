"""The exact scores of bench.layouts: what counts as right, and as invented."""

from __future__ import annotations

from typing import Any

import pytest

from bench.layouts.scores import f1, mean, score_page

TRUTH = {
    "title": "青石镇开窗",
    "publish_time": "2024-01-05 09:30",
    "precision": "minute",
    "source": "青石日报",
    "author": ["王小川"],
    "editor": [],
    "body": "第一段。\n第二段。",
    "body_must": ["第二段"],
    "body_must_not": ["相关阅读"],
}
RIGHT = {
    "headline": "青石镇 开窗",
    "publish_time": "2024-01-05 09:30:12",
    "source": "青石日报",
    "author": ["王小川"],
    "editor": [],
    "body": "第一段。 第二段。",
}


def score(**changed: Any) -> dict[str, float]:
    row = {"kind": "article", "truth": TRUTH, "alt": {"author": [["小川"]]}}
    return score_page(row, RIGHT | changed)


def test_what_is_right_scores_one_and_invents_nothing() -> None:
    assert score() == {
        "title": 1, "day": 1, "min": 1, "source": 1, "author": 1, "editor": 1, "invented": 0,
        "body_f1": 1, "must": 1, "clean": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("metric", "changed"),
    [
        ("title", {"headline": "青石镇开窗_青石网"}),
        ("day", {"publish_time": "2024-01-06 09:30"}),
        ("min", {"publish_time": "2024-01-05"}),
        ("source", {"source": "青石日报 大字体"}),
        ("source", {"source": None}),
        ("author", {"author": ["王小川", "李四"]}),
        ("editor", {"editor": ["李四"]}),
        ("must", {"body": "第一段。"}),
        ("clean", {"body": "第一段。第二段。相关阅读"}),
        ("clean", {"body": None}),
    ],
)
def test_what_is_wrong_scores_less(metric: str, changed: dict[str, Any]) -> None:
    assert score(**changed)[metric] < 1


@pytest.mark.parametrize(
    ("changed", "invented"),
    [
        ({"source": None, "author": []}, 0),
        ({"author": ["小川"]}, 0),  # accepted beside the truth
        ({"source": "青石日报社"}, 0),  # wrong, and still the outlet
        ({"source": "查看次数"}, 1),
        ({"editor": ["李四"]}, 1),
    ],
)
def test_invented_is_what_no_accepted_value_holds(changed: dict[str, Any], invented: int) -> None:
    assert score(**changed)["invented"] == invented


def test_a_page_without_an_article_is_to_be_refused() -> None:
    assert score_page({"kind": "refusal"}, {"drop_reason": "no_body"}) == {"refused": 1}
    assert score_page({"kind": "refusal"}, RIGHT) == {"refused": 0}


def test_lists_are_scored_by_address_and_day() -> None:
    items = [{"href": "a", "date": "2024-01-05"}, {"href": "b"}]
    found = {"items": [{"href": "a", "date": "2024-01-05 08:00"}, {"href": "c"}]}

    score = score_page({"kind": "list", "truth": {"items": items}}, found)

    assert score == {"list_p": 0.5, "list_r": 0.5, "list_date": 1}


def test_means_are_over_the_pages_that_have_the_metric() -> None:
    assert mean([{"title": 1.0}, {"title": 0.0, "min": 1.0}]) == {"title": 0.5, "min": 1.0}
    assert f1("甲乙丙", "甲乙") == pytest.approx(2 / 3)
