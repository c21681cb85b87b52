"""What is compared: folded characters and stated numbers, straight from Arrow's UTF-8."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.dedupe.alphabet import fold_text
from transforms.dedupe.folding import UNIT_LIMIT, fold

TEXTS = st.lists(
    st.none() | st.text(alphabet="赣贛A ａ1２.%，\u200b\u3000\n😀𠮷e\u0301—", max_size=40),
    max_size=8,
)


def folded(texts: list[str | None]) -> list[str]:
    result = fold(pa.array(texts, pa.string()))
    rows = [
        result.units[start:end]
        for start, end in zip(result.offsets, result.offsets[1:], strict=False)
    ]
    return ["".join(map(chr, row)) for row in rows]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("贛州發展", "赣州发展"),
        ("ＡＢＣ１２３", "abc123"),
        ("主攻　工业！", "主攻工业"),
        ("主\u200b攻\ufeff工业", "主攻工业"),
        ("“健康码”", "健康码"),
        ("53.4％", "53.4%"),
    ],
)
def test_width_case_script_and_punctuation_do_not_count(one: str, other: str) -> None:
    assert folded([one]) == folded([other]) != [""]


@given(TEXTS)
def test_compiled_and_plain_folding_agree(texts: list[str | None]) -> None:
    # Beyond the basic plane the compiled code folds into the private area, so only emptiness counts
    expected = [fold_text(text) for text in texts]
    for compiled, plain in zip(folded(texts), expected, strict=True):
        assert len(compiled) == len(plain)
        if all(ord(character) < 0x10000 for character in plain):
            assert compiled == plain


@given(TEXTS)
def test_folding_is_idempotent(texts: list[str | None]) -> None:
    once = [text for text in folded(texts) if not any(0xE000 <= ord(c) < 0xF900 for c in text)]

    assert folded(list(once)) == once


def test_slices_and_nulls_are_read_in_place() -> None:
    texts = pa.array(["零", "一二", None, "三四五", ""])

    assert fold(texts.slice(1, 3)).offsets.tolist() == [0, 2, 2, 5]


def test_a_monstrous_text_is_cut_not_refused() -> None:
    assert fold(pa.array(["赣" * (UNIT_LIMIT + 10)])).offsets.tolist() == [0, UNIT_LIMIT]


def test_numbers_carry_their_unit_and_decimals() -> None:
    rows = pa.array(["4月2日新增53.4%", "2日、4月，新增53.4%", "4月3日新增53.4%", "一些没有十分"])

    result = fold(rows)
    numbers = [
        set(result.numbers[start:end].tolist())
        for start, end in zip(result.number_offsets, result.number_offsets[1:], strict=False)
    ]

    assert numbers[0] == numbers[1]
    assert len(numbers[0] & numbers[2]) == 2
    assert numbers[3] == set()


def test_han_numerals_before_a_counted_thing_are_numbers() -> None:
    result = fold(pa.array(["第十四届二次会议", "第十四届三次会议", "3，5号", "35号"]))
    first, second, third, fourth = (
        set(result.numbers[start:end].tolist())
        for start, end in zip(result.number_offsets, result.number_offsets[1:], strict=False)
    )

    assert len(first & second) == 1
    assert len(first) == len(second) == 2
    assert len(third) == 2
    assert not fourth & third
