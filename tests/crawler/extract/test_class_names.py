"""Names of elements are data: one entry a line, each with the convention it stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crawler.extract.class_names import (
    FIELDS,
    LISTS,
    NAMES_FILE,
    field_of,
    hint,
    is_body,
    is_surely_aside,
    read_class_names,
)

if TYPE_CHECKING:
    from pathlib import Path

ENTRY = '{name = "zoom", of = "government portals"}'
OTHERS = "template = []\n" + "".join(
    f"{name} = [{ENTRY}]\n" for name in (*LISTS, *FIELDS) if name != "aside"
)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("trs_editor", "article"),
        ("vsb_content", "article"),
        ("main zhengwen2", "article"),
        ("news_con", "article"),
        ("sidebar", "aside"),
        ("box comment-list", "aside"),
        ("page_leftbox", "aside"),
        ("zanting", ""),
        ("like zan", "aside"),
        ("homepage", ""),
        ("footer-news-content", ""),
        ("", ""),
    ],
)
def test_a_name_says_article_or_aside_or_nothing(name: str, says: str) -> None:
    assert hint(name) == says


def test_an_aside_names_what_it_is_or_only_where_it_stands() -> None:
    assert is_surely_aside("news comment-list")
    assert not is_surely_aside("page_leftbox")
    assert not is_surely_aside("bshare_pop")


def test_only_whole_names_are_those_of_a_body() -> None:
    assert is_body("box trs_editor")
    assert is_body("vsb_content_501")
    assert not is_body("trs_editor_tools")


def test_every_name_is_told_with_what_it_stands_for() -> None:
    assert read_class_names().article.search("trs_editor")
    assert all(
        " of = " in line for line in NAMES_FILE.read_text().splitlines() if line[:4] == "    "
    )


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ('{name = "a"}', "'a': give name, of"),
        ('{name = "a", of = "b", sur = true}', "'a': give name, of"),
        ('{name = "a", of = "b", at = "begin"}', "'a': at is one of in, word"),
        ('{name = "a(", of = "b"}', "'a\\(': no pattern"),
        ('{of = "b"}', "no pattern"),
        ("", "a list without entries"),
    ],
)
def test_a_wrong_entry_is_named(tmp_path: Path, entry: str, fault: str) -> None:
    path = tmp_path / "names.toml"
    path.write_text(f"{OTHERS}aside = [{entry}]\n")
    with pytest.raises(ValueError, match=f"^names.toml: .*{fault}"):
        read_class_names(path)


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("info source_baidu", ("source", False)),
        ("laiyuan", ("source", False)),
        ("author-name", ("account", False)),
        ("newsauthor", ("author", False)),
        ("coauthor", (None, False)),
        ("editor_baidu", ("editor", False)),
        ("editorial", (None, False)),
        ("pubtime_baidu", (None, True)),
        ("source-time", ("source", True)),
    ],
)
def test_a_name_tells_the_field_its_element_holds(
    name: str, field: tuple[str | None, bool]
) -> None:
    assert field_of(name) == field
