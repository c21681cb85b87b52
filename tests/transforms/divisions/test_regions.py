"""The gazetteer is what the official lists and the hand-made file say, and nothing else."""

from __future__ import annotations

import csv
import gzip
import io
import json
from functools import cache
from typing import TYPE_CHECKING

import pytest

from transforms.divisions import regions
from transforms.divisions.sources import DivisionsError, read_changes, read_divisions
from transforms.tag.gazetteer import Gazetteer
from transforms.tag.read_regions import read_regions

if TYPE_CHECKING:
    from pathlib import Path

    from transforms.tag.read_regions import Region


@cache
def rows() -> tuple[Region, ...]:
    return read_regions(regions.REGIONS)


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer(rows())


def named(name: str, code: str | None = None) -> Region:
    [row] = [row for row in rows() if row.region == name and code in (None, row.region_code)]
    return row


def unit_of(code: str, name: str) -> int:
    [unit] = [
        gazetteer().unit_of_row[number]
        for number, row in enumerate(rows())
        if (row.region_code, row.region) == (code, name)
    ]
    return unit


def test_the_shipped_file_is_what_the_command_makes() -> None:
    assert regions.build().text == regions.REGIONS.read_text(encoding="utf-8")


def test_every_division_of_today_is_there_once() -> None:
    official = read_divisions(regions.DIVISIONS)
    current = [row for row in rows() if row.valid_to is None]
    assert sorted((d.code, d.name, d.level) for d in official) == sorted(
        (row.region_code, row.region, row.level) for row in current
    )
    assert sum(row.level == "county" for row in current) == 2847
    assert sum(row.level == "city" for row in current) == 333
    assert {row.region for row in current if row.level == "province"} >= {
        "香港特别行政区",
        "澳门特别行政区",
        "台湾省",
    }
    assert not [row for row in rows() if row.region_code[:2] in ("71", "81", "82")][3:]


SPOT_CHECKS = [
    # (kind of event, old name, old code, year, new name, new code)
    ("撤市设区", "南康市", "360782", 2013, "南康区", "360703"),
    ("撤县设区", "新建县", "360122", 2015, "新建区", "360112"),
    ("撤县设市", "龙南县", "360727", 2020, "龙南市", "360783"),
    ("撤县设市", "海城县", "210322", 1985, "海城市", "210381"),
    ("撤地设市", "赣州地区", "362100", 1998, "赣州市", "360700"),
    ("撤地设市", "海东地区", "632100", 2013, "海东市", "630200"),
    ("更名", "襄樊市", "420600", 2010, "襄阳市", "420600"),
    ("更名", "锦西市", "211400", 1994, "葫芦岛市", "211400"),
    ("更名", "大庸市", "430800", 1994, "张家界市", "430800"),
    ("撤县设市", "会理县", "513425", 2021, "会理市", "513402"),
]


@pytest.mark.parametrize(("kind", "old", "old_code", "year", "new", "new_code"), SPOT_CHECKS)
def test_a_change_is_one_place_under_two_names(
    kind: str, old: str, old_code: str, year: int, new: str, new_code: str
) -> None:
    events = [
        change
        for change in read_changes(regions.CHANGES)
        if change.kind == kind and change.old and change.new and change.year == year
    ]
    assert [c for c in events if c.old and c.new and (c.old.name, c.new.name) == (old, new)]
    before, after = named(old, old_code), named(new, new_code)
    assert before.valid_to is not None
    assert after.valid_from is not None
    # Days that were known before are months off the middle of the year that the lists tell.
    assert abs(before.valid_to.year - year) <= 1
    assert 0 < (after.valid_from - before.valid_to).days <= 62
    assert unit_of(old_code, old) == unit_of(new_code, new)


def test_every_renaming_of_a_living_name_since_1984_is_told() -> None:
    """Of all the events: whatever became a division of today is in its history."""
    current = {(row.region_code, row.region) for row in rows() if row.valid_to is None}
    known = {(row.region_code, row.region) for row in rows()}
    past = {(row.region, row.valid_to.year) for row in rows() if row.valid_to}
    missing = [
        change
        for change in read_changes(regions.CHANGES)
        if change.old
        and change.new
        and change.kind in ("更名", "撤县设市", "撤县设区", "撤市设区", "撤地设市")
        and change.new[:2] in current
        and change.old[:2] not in current
        and change.old[:2] not in known
        and not {(change.old.name, change.year + more) for more in (-1, 0, 1)} & past
    ]
    assert missing == []


def test_a_changed_code_under_the_same_name_is_no_new_place() -> None:
    for name, old_code, code in (
        ("公主岭市", "220381", "220184"),
        ("弋江区", "340203", "340209"),
        ("崇川区", "320602", "320613"),
    ):
        assert named(name).region_code == code
        assert old_code not in {row.region_code for row in rows() if row.region == name}


def test_districts_of_one_name_in_two_cities_stay_two_places() -> None:
    suburbs = [row for row in rows() if row.region == "郊区" and row.region_code[:2] == "21"]
    assert len({gazetteer().unit_of_code[row.region_code] for row in suburbs}) == len(suburbs) > 2


def test_what_was_merged_goes_on_as_nothing() -> None:
    assert named("湾里区").successor_code == "360112"
    assert unit_of("360105", "湾里区") != unit_of("360112", "新建区")
    assert unit_of("130521", "邢台县") != unit_of("130503", "信都区")
    assert unit_of("130503", "桥西区") == unit_of("130503", "信都区")
    assert unit_of("370634", "长岛县") != unit_of("370614", "蓬莱区")
    assert unit_of("370684", "蓬莱市") == unit_of("370614", "蓬莱区")


def test_a_code_given_again_is_another_place() -> None:
    assert unit_of("421024", "松滋县") == unit_of("421087", "松滋市")
    assert unit_of("421024", "江陵县") != unit_of("421024", "松滋县")


@pytest.mark.parametrize(
    ("code", "name", "first", "last"),
    [
        ("360703", "南康区", "2013-10-18", None),
        ("360782", "南康市", None, "2013-10-17"),
        ("360727", "龙南县", None, "2020-06-29"),
        ("360783", "龙南市", "2020-06-30", None),
        ("360105", "湾里区", None, "2019-12-05"),
        ("360113", "红谷滩区", "2019-12-06", None),
        ("371200", "莱芜市", None, "2018-12-31"),
        ("630200", "海东市", "2013-02-01", None),
    ],
)
def test_days_known_by_hand_stay(code: str, name: str, first: str | None, last: str | None) -> None:
    row = named(name, code)
    assert first is None or str(row.valid_from) == first
    assert last is None or str(row.valid_to) == last


def small_lists(folder: Path, counties: dict[str, str]) -> tuple[Path, Path]:
    divisions, changes = folder / "divisions.json", folder / "changes.json.gz"
    cities = {"甲州市": {"code": "990100000000", "counties": counties}}
    divisions.write_text(
        json.dumps({"provinces": {"某某省": {"code": "990000000000", "cities": cities}}}),
        encoding="utf-8",
    )
    event = {
        "year": 2031,
        "type": "撤县设市",
        "level": 3,
        "old": {"code": "990121000000", "name": "乙水县", "parent_code": "990100000000"},
        "new": {"code": "990181000000", "name": "乙水市", "parent_code": "990100000000"},
    }
    changes.write_bytes(gzip.compress(json.dumps({"events": [event]}).encode()))
    return divisions, changes


def test_lists_of_another_year_give_its_gazetteer(tmp_path: Path) -> None:
    divisions, changes = small_lists(tmp_path, {"乙水市": "990181000000"})
    hand = tmp_path / "by_hand.csv"
    hand.write_text(
        ",".join(regions.COLUMNS) + "\n990181,乙水市,,,2031-03-05,,,-,乙水,水乙水\n",
        encoding="utf-8",
    )
    built = regions.build(divisions, changes, hand)
    out = tmp_path / "regions.csv"
    regions.write(built, out)
    found = {row["region"]: row for row in csv.DictReader(io.StringIO(out.read_text("utf-8")))}
    assert set(found) == {"某某省", "甲州市", "乙水县", "乙水市"}
    assert found["乙水县"]["valid_to"] == "2031-06"
    assert found["乙水县"]["successor_code"] == "990181"
    assert found["乙水市"]["valid_from"] == "2031-03-05"
    assert (found["乙水市"]["weak_aliases"], found["乙水市"]["guards"]) == ("乙水", "水乙水")
    assert found["甲州市"]["aliases"] == "甲州"


def test_a_list_that_is_none_is_refused_in_one_line(tmp_path: Path) -> None:
    divisions, changes = small_lists(tmp_path, {})
    with pytest.raises(DivisionsError, match="holds no county") as caught:
        regions.build(divisions, changes)
    assert "\n" not in str(caught.value)
    with pytest.raises(DivisionsError, match="is this the right file"):
        regions.build(changes, changes)
    (tmp_path / "text.json").write_text("{", encoding="utf-8")
    with pytest.raises(DivisionsError, match="no JSON"):
        regions.build(tmp_path / "text.json")
    with pytest.raises(DivisionsError, match="name an existing file"):
        regions.build(tmp_path / "none.json")


def test_townships_are_a_layer_of_their_own(tmp_path: Path) -> None:
    assert not [row for row in rows() if row.level == "township"]
    built = regions.build(townships=regions.TOWNSHIPS)
    out = tmp_path / "regions.csv"
    regions.write(built, out)
    with_townships = read_regions(out)
    below = [row for row in with_townships if row.level == "township"]
    assert len(below) > 38_000
    assert len(with_townships) == len(rows()) + len(below)
    assert all(row.region_code[:6] == row.parent_code for row in below)
