"""The own search against a library and against plain Python, on texts made to confuse it."""

from __future__ import annotations

import daachorse
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from transforms.tag.automaton import ROOM, Automaton
from transforms.tag.characters import code_points

FEW = st.text("主攻工业a\n\x00。𠮷", min_size=1, max_size=6)
"""Few characters, one of them beyond the first plane: strings begin, end and hold one another."""


def matches(strings: list[str], text: str) -> list[tuple[int, int, int]]:
    columns = Automaton(strings).find(code_points(text))
    return list(zip(*(column.tolist() for column in columns), strict=True))


def by_library(strings: list[str], text: str) -> list[tuple[int, int, int]]:
    kind = daachorse.MATCH_KIND_LEFTMOST_LONGEST
    return list(daachorse.CharwiseDoubleArrayAhoCorasick(strings, kind).find(text))


def by_eye(strings: list[str], text: str) -> list[tuple[int, int, int]]:
    """Slow and plain: at each place the longest string that stands there."""
    found, place = [], 0
    while place < len(text):
        here = [string for string in strings if text.startswith(string, place)]
        if here:
            longest = max(here, key=len)
            found.append((place, place + len(longest), strings.index(longest)))
        place += len(max(here, key=len, default="一"))
    return found


@settings(deadline=None)  # the first call compiles
@given(
    st.lists(FEW, min_size=1, max_size=12, unique=True), st.text("主攻工业a\n\x00。𠮷", max_size=60)
)
@example(["攻", "主攻工", "主攻工业三"], "主攻工业主攻工业三主攻")
@example(["𠮷", "𠮷a"], "𠮷𠮷a")
@example(["主攻"], "主")
def test_it_finds_what_a_library_finds(strings: list[str], text: str) -> None:
    assert matches(strings, text) == by_library(strings, text) == by_eye(strings, text)


@settings(deadline=None)  # the first call compiles
@given(st.lists(st.text(min_size=1, max_size=4), min_size=1, unique=True), st.text())
def test_any_characters_can_be_sought(strings: list[str], text: str) -> None:
    assert matches(strings, text + strings[0]) == by_eye(strings, text + strings[0])


def test_more_matches_than_are_fetched_at_once_are_all_found() -> None:
    text = "工业" * (ROOM + 1)
    starts, ends, numbers = Automaton(["工业", "业"]).find(code_points(text))

    assert len(starts) == ROOM + 1
    assert (ends - starts == 2).all()
    assert not numbers.any()


def test_fifty_thousand_strings_are_told_apart() -> None:
    strings = [
        chr(0x4E00 + n % 150) + chr(0x5E00 + n // 150) + "业" * (n % 7) for n in range(50_000)
    ]
    text = "\x00".join(strings)

    assert np.array_equal(Automaton(strings).find(code_points(text))[2], np.arange(50_000))


def test_no_strings_find_nothing_and_empty_or_equal_ones_are_refused() -> None:
    assert matches([], "主攻工业") == []
    assert matches(["工业"], "") == []
    with pytest.raises(ValueError, match="different"):
        Automaton(["工业", "工业"])
    with pytest.raises(ValueError, match="not empty"):
        Automaton([""])
