"""Every mistake in a seed file is one line: file, line, what is wrong, what to do."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from transforms.lake import schema
from transforms.tag.seeds import FILES, FOLDER, SeedError, load

if TYPE_CHECKING:
    from pathlib import Path

    from transforms.tag.seeds import Seeds


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in FILES:
        shutil.copy(FOLDER / name, tmp_path / name)
    return tmp_path


def error_of(folder: Path) -> str:
    with pytest.raises(SeedError) as caught:
        load(folder)
    message = str(caught.value)
    assert "\n" not in message
    assert message.isprintable()
    assert len(message) < 400
    return message


def test_the_shipped_lexicons_cover_what_they_promise(seeds: Seeds) -> None:
    jiangxi = [r for r in seeds.regions if r.region_code.startswith("36") and r.level == "county"]
    assert len([r for r in jiangxi if r.valid_to is None]) == 100
    assert len([r for r in jiangxi if r.parent_code == "360700" and r.valid_to is None]) == 18
    cities = [r for r in seeds.regions if r.level == "city" and r.valid_to is None]
    assert len(cities) == 333
    assert len(seeds.themes) >= 25
    assert all(theme.label_en for theme in seeds.themes)
    assert {"主攻工业", "两城两谷一带", "满园扩园", "映山红行动", "首位产业", "三年再翻番"} <= {
        theme.theme for theme in seeds.themes
    }


def test_tables_have_the_schemas_of_the_lake(seeds: Seeds) -> None:
    tables = seeds.tables()
    assert {name: table.schema for name, table in tables.items()} == {
        "themes": schema.THEMES,
        "regions": schema.REGIONS,
        "outlets": schema.OUTLETS,
    }
    assert set(tables["outlets"]["channel"].to_pylist()) >= {"sample_ifeng", "sample_static"}


def test_one_byte_changes_the_hash(folder: Path, seeds: Seeds) -> None:
    assert load(folder).seed_hash == seeds.seed_hash
    with (folder / "posts.csv").open("a", encoding="utf-8") as file:
        file.write("# \n")
    assert load(folder).seed_hash != seeds.seed_hash


THEME = '[[theme]]\nid = "甲"\nlabel_en = "A"\nterms = ["甲乙丙"]\n'

BROKEN_THEMES = {
    "no TOML": ('[[theme]]\nid = "甲\n', "themes.toml:2: no TOML"),
    "no theme": ("# empty\n", "holds no [[theme]]"),
    "unknown key": (THEME + 'term = ["x"]\n', "themes.toml:1: unknown key 'term'"),
    "unknown table": (THEME + '[[thema]]\nid = "b"\n', "unknown table 'thema'"),
    "no label": ('[[theme]]\nid = "甲"\nterms = ["甲乙"]\n', "label_en is empty"),
    "no terms": ('\n\n[[theme]]\nid = "甲"\nlabel_en = "A"\n', "themes.toml:3: theme '甲' has nei"),
    "short term": (THEME.replace("甲乙丙", "甲"), "must have 2 to 60 characters"),
    "long term": (THEME.replace("甲乙丙", "甲" * 61), "must have 2 to 60 characters"),
    "term on two lines": (THEME.replace("甲乙丙", "甲\\n乙"), "invisible or control character"),
    "invisible term": (THEME.replace("甲乙丙", "甲\\u200b乙"), "invisible or control character"),
    "terms no list": (THEME.replace('["甲乙丙"]', "7"), "terms must be a list of texts"),
    "twice": (THEME + THEME, "themes.toml:5: theme '甲' stands twice"),
    "term of two": (THEME + THEME.replace('"甲"', '"乙"'), "belongs to '甲' too"),
    "no parent": (THEME + 'parent = "丁"\n', "parent '丁' is no theme"),
    "own parent": (THEME + 'parent = "甲"\n', "is its own ancestor"),
    "bad day": (THEME + 'valid_from = "2019-02-30"\n', "is no day"),
    "days swapped": (
        THEME + "valid_from = 2019-02-02\nvalid_to = 2019-02-01\n",
        "valid_from is later than valid_to",
    ),
    "unknown field": (THEME + 'fields = ["title"]\n', "fields: 'title' is none of"),
    "idle exclusion": (THEME + 'exclude = ["丁戊"]\n', "it does nothing"),
    "SQL in the id": (THEME.replace('"甲"', '"x\'); drop table themes; --"'), "may hold letters"),
    "HTML in the id": (THEME.replace('"甲"', '"<img src=x onerror=alert(1)>"'), "may hold letters"),
    "path in the id": (THEME.replace('"甲"', '"../../etc"'), "may hold letters"),
    "no anchor": (THEME + 'pattern = [{ regex = "甲" }]\n', "a pattern is written"),
    "no RE2": (THEME + 'pattern = [{ anchor = "甲乙", regex = "(" }]\n', "is not RE2"),
    "lookbehind": (THEME + 'pattern = [{ anchor = "甲乙", regex = "(?<=甲)乙" }]\n', "is not RE2"),
    "backreference": (
        THEME + "pattern = [{ anchor = '甲乙', regex = '(甲)\\1' }]\n",
        "is not RE2",
    ),
    "huge repeat": (
        THEME + 'pattern = [{ anchor = "甲乙", regex = "((甲{1000}){1000}){1000}" }]\n',
        "is not RE2",
    ),
    "empty match": (THEME + 'pattern = [{ anchor = "甲乙", regex = "甲*" }]\n', "the empty text"),
    "long regex": (
        THEME + f'pattern = [{{ anchor = "甲乙", regex = "{"甲" * 301}" }}]\n',
        "at most 300",
    ),
}


@pytest.mark.parametrize("case", BROKEN_THEMES)
def test_a_broken_theme_file_is_refused(folder: Path, case: str) -> None:
    text, expected = BROKEN_THEMES[case]
    (folder / "themes.toml").write_text(text, encoding="utf-8")
    message = error_of(folder)
    assert message.startswith("themes.toml:")
    assert expected in message


REGIONS = (FOLDER / "regions.csv").read_text(encoding="utf-8")
BROKEN_CSV = {
    "header": ("regions.csv", "code,name\n", "regions.csv:1: the header must be"),
    "empty": ("regions.csv", "", "regions.csv:1: the header must be"),
    "cells": ("regions.csv", REGIONS + "360799,某县\n", "2 cells where the header has 10"),
    "code": ("regions.csv", REGIONS + "36079,某县,county,360700,,,,,,\n", "must be six digits"),
    "level": ("regions.csv", REGIONS + "360799,某县,town,360700,,,,,,\n", "level 'town' is none"),
    "parent": ("regions.csv", REGIONS + "360799,某县,county,369900,,,,,,\n", "is not in this file"),
    "above": ("regions.csv", REGIONS + "360799,某县,city,360728,,,,,,\n", "is not above a city"),
    "overlap": ("regions.csv", REGIONS + "360728,某县,county,360700,,,,,,\n", "share the code"),
    "guard": ("regions.csv", REGIONS + "360799,某县,county,360700,,,,,,路灯\n", "guards no name"),
    "ring": (
        "regions.csv",
        REGIONS + "360798,甲县,county,360700,,2001,360799,,,\n",
        "is no day",
    ),
    "name": ("regions.csv", REGIONS + "360799,<b>,county,360700,,,,,,\n", "2 to 20 letters"),
    "quote": ("regions.csv", REGIONS + '360799,"某"县,county\n', "no CSV"),
    "tier": ("outlets.csv", "outlet,aliases,tier,region_code,channel\n某报,,big,,\n", "tier 'big'"),
    "channel": (
        "outlets.csv",
        "outlet,aliases,tier,region_code,channel\n某报,,city,360700,../x\n",
        "outlets.csv:2: channel '../x' must be",
    ),
    "outlet twice": (
        "outlets.csv",
        "outlet,aliases,tier,region_code,channel\n某报,,city,,\n别报,某报,city,,\n",
        "outlets.csv:3: name '某报' stands twice",
    ),
    "person": (
        "posts.csv",
        "person,post,printed,region_code,valid_from,valid_to\nX1,市长,,360700,,\n",
        "posts.csv:2: person 'X1' must be a name",
    ),
    "post region": (
        "posts.csv",
        "person,post,printed,region_code,valid_from,valid_to\n张三,市长,,999999,,\n",
        "region_code '999999' is not in regions.csv",
    ),
}


@pytest.mark.parametrize("case", BROKEN_CSV)
def test_a_broken_table_is_refused(folder: Path, case: str) -> None:
    name, text, expected = BROKEN_CSV[case]
    (folder / name).write_text(text, encoding="utf-8")
    message = error_of(folder)
    assert message.startswith(f"{name}:")
    assert expected in message


def test_missing_and_undecodable_files_are_told(folder: Path) -> None:
    (folder / "posts.csv").write_bytes("person,甲\n乙".encode("gb18030"))
    assert error_of(folder).startswith("posts.csv:1: not UTF-8")
    (folder / "posts.csv").unlink()
    assert error_of(folder).startswith("posts.csv:1: cannot be read")


def test_a_spreadsheet_may_save_the_tables_with_mark_and_crlf(folder: Path) -> None:
    path = folder / "outlets.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert len(load(folder).outlets) == len(load().outlets)


MONTH, SEAM = 31, 62
"""Days that a month printed alone leaves open; days that an office may stand empty."""


def test_every_day_of_a_post_has_evidence_and_no_office_has_two_holders(seeds: Seeds) -> None:
    dated = [post for post in seeds.posts if post.valid_from or post.valid_to]
    assert [post.person for post in dated if not post.evidence] == []
    wrong = []
    for one in dated:
        if one.valid_to is None:
            continue
        after = [
            other
            for other in dated
            if other.post == one.post
            and other is not one
            and other.valid_from
            and other.valid_from >= (one.valid_from or one.valid_to - timedelta(days=MONTH))
        ]
        if not after:
            continue
        following = min(after, key=lambda other: other.valid_from or date.max)
        assert following.valid_from is not None
        gap = (following.valid_from - one.valid_to).days
        if not -MONTH <= gap <= SEAM:
            wrong.append((one.post, one.person, following.person, gap))
    # Between these, another held the office, from a day that no text at hand tells.
    assert wrong == [
        ("赣州市委书记", "李炳军", "黄喜忠", 1110),
        ("江西省省长", "鹿心社", "易炼红", 767),
    ]


def test_posts_of_older_seeds_are_read_without_evidence(folder: Path) -> None:
    older = "person,post,printed,region_code,valid_from,valid_to\n张三,市长,市长,360700,2020-01,\n"
    (folder / "posts.csv").write_text(older, encoding="utf-8")
    [post] = load(folder).posts
    assert (post.person, post.evidence) == ("张三", "")
