# ruff: noqa: E501 - tables of lines as they are printed
"""What a reader sees as equal becomes equal, once and for all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.clean.normalize import match_text, search_text, simplified, squeeze

NASTY = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            "主攻工业贛赣臺後发髮 　\t\n\r\u200b\ufeff\u00ad\u3099がﾊﾟ，,。（）“”①ＡＢ１２\u2028\ue000㈱"
        ),
        st.characters(codec="utf-8"),
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("主攻\u200b工业", "主攻工业"),
        ("主攻\u3000 工业", "主攻工业"),
        ("贛州主攻工業", "赣州主攻工业"),
        ("ＧＤＰ增长８．５％，", "GDP增长8.5%,"),
        ("Alpha  Beta 两款", "Alpha Beta 两款"),
        ("第一段 \r\n\n 第二段", "第一段\n第二段"),
        ("（ 完 ）", "(完)"),
        ("", ""),
    ],
)
def test_search_text(text: str, expected: str) -> None:
    assert search_text(text) == expected


def test_match_text_keeps_letters_and_digits_alone() -> None:
    assert match_text("“主攻工业、三年再翻番” — 2019（Ａ）") == "主攻工业三年再翻番2019a"


def test_match_text_of_characters_beyond_the_first_plane() -> None:
    assert match_text("𠮷林😀，青溪_厂房") == "𠮷林青溪厂房"


def test_simplified_text_comes_back_as_it_is() -> None:
    text = "赣州市" * 10
    assert simplified(text) is text
    assert simplified("發展") == "发展"


@settings(max_examples=400)
@given(NASTY)
def test_normalisation_is_idempotent(text: str) -> None:
    for kernel in (search_text, match_text, squeeze, simplified):
        once = kernel(text)
        assert kernel(once) == once, kernel.__name__


@given(NASTY)
def test_no_blank_line_and_no_edge_space_remains(text: str) -> None:
    found = search_text(text)
    assert "\n\n" not in found
    assert found == found.strip()
