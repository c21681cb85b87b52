# ruff: noqa: E501 - tables of lines as they are printed
"""What a reader sees as equal becomes equal, once and for all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.clean.normalize import (
    match_text,
    search_text,
    simplified,
    squeeze,
    without_unseen,
)

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


LEVELS = {
    bytes((lead, trail)).decode("gb18030")
    for lead in range(0xB0, 0xF8)
    for trail in range(0xA1, 0xFF)
    if not (lead == 0xD7 and trail > 0xF9)
}
"""All 6763 hanzi of GB 2312: those in common use are among them."""


@given(
    st.text(st.sampled_from(sorted(LEVELS)), min_size=1, max_size=30),
    st.sampled_from(["王乾", "乾县", "乾隆", "李後主", "於某", "宫商角徵羽", "毕昇", "夥同"]),
)
def test_a_simplified_text_passes_unchanged(text: str, name: str) -> None:
    assert simplified(text + name) == text + name
    assert search_text(f"{text}{name}说") == f"{text}{name}说"


def test_every_character_of_simplified_print_passes_unchanged() -> None:
    assert {c for c in LEVELS if simplified(c) != c} == set()


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("王乾主任在乾縣說：天氣乾燥，餅乾要保持乾淨。", "王乾主任在乾县说：天气干燥，饼干要保持干净。"),
        ("乾隆年間，李乾到乾縣訪問。", "乾隆年间，李乾到乾县访问。"),
        ("後來於先生說，著作權歸皇后鎮。", "后来于先生说，著作权归皇后镇。"),
        ("雲林縣長范雲與餘下的豐收穀物", "云林县长范云与余下的丰收谷物"),
        ("瀋陽鬱金香園裡的沈先生", "沈阳郁金香园里的沈先生"),
        # A simplified text that quotes one traditional word keeps the names of its own.
        ("王乾在乾县调研时说，全县今年新开工的三个项目进展顺利，老区贛州也来取经，於某、毕昇两人陪同。",
         "王乾在乾县调研时说，全县今年新开工的三个项目进展顺利，老区赣州也来取经，於某、毕昇两人陪同。"),
    ],
)  # fmt: skip
def test_names_are_not_simplified_away(text: str, plain: str) -> None:
    assert simplified(text) == plain
    assert len(plain) == len(text)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("青石\u200b日报", "青石日报"),
        ("工地边上\u00ad", "工地边上"),
        ("\ufeff青\u2060石\u2063镇", "青石镇"),
        ("李文静\x0b", "李文静"),
        ("\u202a王小川\u202c\u200e", "王小川"),
        ("青\u200d石\u200c镇", "青石镇"),
        ("\u2067ئۈرۈمچى\u2069", "ئۈرۈمچى"),
        ("مى\u200cخ", "مى\u200cخ"),
        ("农民\U0001f9d1\u200d\U0001f33e", "农民\U0001f9d1\u200d\U0001f33e"),
        ("❤\ufe0f\u200d\U0001f525", "❤\ufe0f\u200d\U0001f525"),
        ("ᠮᠣᠩᠭᠣᠯ\u180eᠠ", "ᠮᠣᠩᠭᠣᠯ\u180eᠠ"),
        ("第一段\n第二段\t\u3000", "第一段\n第二段\t\u3000"),
    ],
)
def test_what_stands_unseen_leaves_and_what_shapes_letters_stays(text: str, seen: str) -> None:
    assert without_unseen(text) == seen


def test_a_text_without_unseen_characters_comes_back_as_it_is() -> None:
    text = "青石镇" * 10
    assert without_unseen(text) is text
