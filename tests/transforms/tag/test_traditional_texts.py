"""What is tagged is told as printed: quotes and names of traditional texts, and 王乾 of any."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Tagged = Callable[..., list[dict[str, Any]]]
TRADITIONAL = (
    "贛州召開主攻工業大會\n"
    "大會昨日召開，市長范乾後指出：「主攻工業三年再翻番，於都縣要帶頭。」\n"
    "天氣乾燥，乾縣來客王乾　也說，　主攻工業是硬道理。"
)


def test_quotes_of_a_traditional_text_are_printed_ones(tagged: Tagged) -> None:
    for table in ("theme_mentions", "place_mentions"):
        quotes = [row["quote"] for row in tagged(table, TRADITIONAL) if row["quote"]]
        assert quotes, table
        assert all(quote in TRADITIONAL for quote in quotes), quotes


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("青溪要闻\n县长王乾指出，主攻工业三年再翻番。", "王乾"),
        ("青溪要聞\n縣長王乾指出，主攻工業三年再翻番，天氣乾燥。", "王乾"),
        ("青溪要闻\n县长李乾坤指出，主攻工业三年再翻番。", "李乾坤"),
        (
            "青溪要闻\n老区贛州来客，县长王乾指出，今年全县新开工的三个项目进展顺利，主攻工业。",
            "王乾",
        ),
        ("青溪要闻\n县长毕昇指出，主攻工业三年再翻番。", "毕昇"),
    ],
)
def test_a_person_is_named_as_printed(tagged: Tagged, text: str, person: str) -> None:
    rows = tagged("person_mentions", text)
    assert {row["person"] for row in rows} == {person}
    assert all(person in row["quote"] for row in rows)
