"""The words of credit lines are data: a bad entry is refused in one line that says where."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from transforms.clean.names import is_person
from transforms.clean.roles import ROLE
from transforms.clean.word_lists import (
    CREDIT_WORDS_FILE,
    credit_words,
    pattern_of,
    read_credit_words,
    surnames,
)

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = CREDIT_WORDS_FILE.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"责 编" = "the same, short"', '"责 编" = ""', "[role.editor.words] '责 编': say what"),
        ('"责 编" = "the same, short"', '"责 编" = 3', "[role.editor.words] '责 编': say what"),
        ('"责 编" =', '" 责编" =', "[role.editor.words] ' 责编': must be trimmed"),
        ('"责 编" =', '"責 編" =', "[role.editor.words] '責 編': must be trimmed and simplified"),
        ("[interface]", "[buttons]", "[interface] is missing"),
        ("[interface]", '[buttons]\n"大" = "size"\n[interface]', "[buttons]: nobody reads"),
        ("[role.editor.words]", "[role.editor.wrods]", "[role.editor.wrods]: nobody reads"),
        ('"佚名" =', '"未知" =', "credit_words.toml: "),  # twice in a table
    ],
)
def test_a_bad_entry_is_refused_in_one_line(tmp_path: Path, old: str, new: str, told: str) -> None:
    path = tmp_path / "credit_words.toml"
    assert old in WHOLE
    path.write_text(WHOLE.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape(told)) as refusal:
        read_credit_words(path)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("role", credit_words().roles)
def test_every_label_is_found_and_means_its_role_or_one_further_up(role: str) -> None:
    order = list(credit_words().roles)
    words = credit_words().roles[role]
    for word in words.words + words.marked + words.alone:
        found = ROLE.search(f"{word}：王小明")
        assert found is not None, word
        assert found.lastgroup is not None
        assert order.index(found.lastgroup) <= order.index(role), word


@pytest.mark.parametrize(
    "label", ["責任編輯", "责任編輯", "責編", "記 者", "來源", "攝影", "通訊員", "編 輯", "監製"]
)
def test_labels_are_understood_in_traditional_and_mixed_print(label: str) -> None:
    found = ROLE.match(f"{label}：")
    assert found is not None
    assert found.end() == len(label)


def test_the_longest_word_wins_and_spaces_are_optional() -> None:
    pattern = re.compile(pattern_of(("记 者 团队", "记 者", "文 / 图")), re.VERBOSE)
    assert [found.group() for found in pattern.finditer("记者团队，记 者，文／图，文图")] == [
        "记者团队", "记 者", "文／图",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "name",
    ["隋小川", "涂文静", "谌海生", "帅小川", "漆文静", "佘海生", "牟小川", "塗文靜", "諶海生",
     "歐陽小川", "淳于海生", "楚文静", "鄢海生", "鍾文靜", "鐘文靜"],
)  # fmt: skip
def test_one_list_of_surnames_serves_all_forms(name: str) -> None:
    assert is_person(name)


@pytest.mark.parametrize("word", ["時間", "經濟", "江蘇", "国际", "官方", "關於"])
def test_words_that_begin_as_a_surname_are_no_names_in_any_form(word: str) -> None:
    assert not is_person(word)


def test_what_is_trusted_in_text_is_a_surname() -> None:
    known = surnames()
    assert known.in_text <= known.every
    assert known.common <= known.every
