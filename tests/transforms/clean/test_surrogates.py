"""Half a character in one raw line costs that character, not the build."""

from __future__ import annotations

import pytest

from newsroom.grammar import generate
from newsroom.items import line
from transforms.clean import clean_lines


@pytest.mark.parametrize("half", ["\\ud83d", "\\uDE00"])
def test_a_lone_surrogate_is_replaced_in_its_row(half: str) -> None:
    article = next(iter(generate(1)))
    text = line(article, "2019-03-19T00:00:00+00:00")
    spoilt = text.replace(article.headline, f"{article.headline}{half}")

    cleaned = clean_lines([("f", 1, spoilt), ("f", 2, text)], regions={})

    assert cleaned.dropped.num_rows == 0
    assert cleaned.articles["headline"].to_pylist()[0] == f"{article.headline}\ufffd"
