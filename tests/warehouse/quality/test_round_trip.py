"""From the catalogue to a sheet, through two coders, and back into the catalogue."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.warehouse import lake
from tests.warehouse.conftest import INDUSTRY, POVERTY
from warehouse.build import build
from warehouse.errors import ArgumentError
from warehouse.quality.kinds import Kind
from warehouse.quality.measure import measured, read_sheets
from warehouse.quality.readings import keep_key, read_readings
from warehouse.quality.sampling import draw, quotas
from warehouse.quality.sheet import keep_sheet, sheet_text
from warehouse.reader import ask, open_catalogue
from warehouse.report.page import write_report

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HOSTILE = (
    '=HYPERLINK("http://evil.test","点我")',
    "+1+1",
    "@SUM(1,1)",
    "＝1+1",
    "'; drop table articles; --",
    "<script>alert(1)</script>",
    "\t=1+1",
)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """120 articles of three channels: 1–40 are tagged, 41–60 resemble the theme; some are hostile.

    What is true: tagged articles but those with a number that 10 divides, and article 41.
    """
    folder = tmp_path_factory.mktemp("quality")
    articles, mentions, people = [], [], []
    for number in range(1, 121):
        words = "工业园区见闻" if 41 <= number <= 60 else "天气平稳"
        text = HOSTILE[number % len(HOSTILE)] if number % 5 == 0 else f"第{number}篇{words}"
        when = f"2019-0{1 + number % 3}-1{number % 10} 08:00"
        channel = ("alpha", "beta", "gamma")[number % 3]
        articles.append(lake.article(number, channel, when, text, body=f"{text}\n{text}。{words}"))
        if number <= 40:
            mentions.append(lake.theme_mention(number, INDUSTRY))
        if number % 2:
            people.append(person_mention(number))
    lake.write_lake(
        folder,
        {
            "articles": articles,
            "theme_mentions": mentions,
            "person_mentions": people,
            "themes": [lake.theme(INDUSTRY, "Industry first"), lake.theme(POVERTY, "Poverty")],
            "channels": [lake.channel(name, name) for name in ("alpha", "beta", "gamma")],
            "crawls": [
                lake.crawl(name, "2019-01-01", "2019-03-31") for name in ("alpha", "beta", "gamma")
            ],
        },
    )
    build(folder)
    return folder


def person_mention(number: int) -> dict[str, Any]:
    return {
        "article_id": lake.article_id(number),
        "person": "丁某甲",
        "post_raw": "=市长",
        "mention_count": 1,
        "first_offset": 0,
        "quote": "=市长丁某甲说",
        "seed_hash": "s1",
    }


def is_true(number: int) -> int:
    return int((number <= 40 and number % 10 != 0) or number == 41)


NUMBERS = {lake.article_id(number): number for number in range(1, 121)}


def filled(text: str, says: Callable[[str], str]) -> str:
    """The sheet with an answer to each unit."""
    instruction, head, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    answer = next(i for i, name in enumerate(head) if name.endswith("answer"))
    for row in rows:
        row[answer] = says(row[0])
    out = io.StringIO()
    csv.writer(out).writerows([instruction, head, *rows])
    return "\ufeff" + out.getvalue()


@pytest.fixture
def coded(data: Path, tmp_path: Path) -> dict[str, Any]:
    """A sample of the theme, its sheet, and who is who behind the units."""
    sample = draw(data, Kind.theme, INDUSTRY, 60, 1)
    keep_key(data, sample)
    numbers = {unit.unit: NUMBERS[unit.article_id] for unit in sample.units}
    return {"sample": sample, "text": sheet_text(sample), "numbers": numbers, "folder": tmp_path}


def write(coded: dict[str, Any], name: str, says: Callable[[str], str]) -> Path:
    path: Path = coded["folder"] / f"{name}.csv"
    path.write_text(filled(coded["text"], says), encoding="utf-8")
    return path


def test_the_same_seed_draws_the_same_sheet_and_another_another(data: Path) -> None:
    once, again = (sheet_text(draw(data, Kind.theme, INDUSTRY, 60, 1)) for _ in range(2))

    assert once == again
    assert once != sheet_text(draw(data, Kind.theme, INDUSTRY, 60, 2))


def test_a_sample_takes_its_share_of_every_channel_and_month(data: Path) -> None:
    sample = draw(data, Kind.theme, INDUSTRY, 60, 1)
    strata = [unit.stratum for unit in sample.units]

    assert sample.sizes == {"tagged": 40, "near": 20, "far": 60}
    assert (strata.count("tagged"), strata.count("near"), strata.count("far")) == (30, 15, 15)
    assert len({unit.article_id for unit in sample.units}) == 60
    for channel in ("alpha", "beta", "gamma"):
        drawn = sum(u.channel == channel for u in sample.units if u.stratum == "tagged")
        assert 9 <= drawn <= 11, "a third of the 30"


def test_a_small_stratum_leaves_its_rows_to_the_others() -> None:
    assert quotas({"tagged": 3, "near": 0, "far": 500}, 100) == {"tagged": 3, "near": 0, "far": 97}
    assert quotas({"tagged": 3, "near": 2, "far": 1}, 100) == {"tagged": 3, "near": 2, "far": 1}


def test_the_sheet_of_a_theme_does_not_show_what_is_tagged(coded: dict[str, Any]) -> None:
    instruction, head, *rows = csv.reader(
        io.StringIO(coded["text"].removeprefix("\ufeff"), newline="")
    )
    columns = [name.split()[-1] for name in head]
    cells = [dict(zip(columns, row, strict=True)) for row in rows]

    assert coded["text"].startswith("\ufeff")
    assert INDUSTRY in instruction[0]
    assert "1 (yes), 0 (no) or ?" in instruction[0]
    assert not {"stratum", "tagged", "theme"} & set(columns)
    assert all(row["mention"] == row["quote"] == row["answer"] == "" for row in cells)
    assert not {row["unit"] for row in cells} & set(NUMBERS), "units do not tell the article"
    tagged = [coded["numbers"][row["unit"]] <= 40 for row in cells]
    assert tagged != sorted(tagged), "the order does not tell it either"
    assert tagged != sorted(tagged, reverse=True)


def test_no_cell_of_a_sheet_is_executed(data: Path) -> None:
    text = sheet_text(draw(data, Kind.person, None, 100, 1))
    cells = [
        cell
        for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
        for cell in row
    ]

    assert any("HYPERLINK" in cell for cell in cells)
    assert "'=市长丁某甲说" in cells
    assert not [cell for cell in cells if cell.lstrip("\u3000 ").startswith(tuple("=+-@＝\t\r\n"))]


def test_two_coders_who_differ_in_places(data: Path, coded: dict[str, Any]) -> None:
    numbers = coded["numbers"]
    chosen = sorted(numbers)
    unsure, differing = chosen[0], set(chosen[1:6])
    first = write(coded, "first", lambda unit: "是" if is_true(numbers[unit]) else "0")
    second = write(
        coded,
        "second",
        lambda unit: (
            "？" if unit == unsure else str(abs(is_true(numbers[unit]) - (unit in differing)))
        ),
    )

    [(row, is_new)] = read_sheets(data, [first, second])

    tagged = [unit for unit in chosen if numbers[unit] <= 40]
    hits = sum(0.5 if unit in differing else is_true(numbers[unit]) for unit in tagged)
    assert is_new
    assert (row.kind, row.theme, row.coder_count, row.source) == ("theme", INDUSTRY, 2, "user")
    assert row.precision_count == 30
    assert row.precision_pct == pytest.approx(100 * hits / 30)
    assert row.alpha_count == 59
    assert row.alpha is not None
    yes = sum(is_true(numbers[u]) for u in chosen if u != unsure)
    flipped = sum(
        1 - is_true(numbers[u]) if u in differing else is_true(numbers[u])
        for u in chosen
        if u != unsure
    )
    ones, total = yes + flipped, 118
    expected = 2 * ones * (total - ones) / (total * (total - 1))
    assert row.alpha == pytest.approx(1 - (5 * 2 / total) / expected)
    assert row.observed_pct == pytest.approx(100 * 40 / 120)
    assert row.corrected_pct is not None

    files = stored(data)
    [(again, is_new)] = read_sheets(data, [second, first])
    assert (again, is_new) == (row, False)
    assert stored(data) == files, "read again, whatever the order: nothing changed"


def test_the_catalogue_tells_what_was_measured_and_what_not(
    data: Path, coded: dict[str, Any]
) -> None:
    path = write(coded, "one", lambda unit: str(is_true(coded["numbers"][unit])))
    [(row, _)] = read_sheets(data, [path])

    build(data)

    with open_catalogue(data) as connection:
        shown = ask(
            connection,
            "select theme, is_measured, verdict, precision_pct, precision_low_pct, recall_pct,"
            " measured_date from tag_quality where is_newest and kind = 'theme' order by theme",
        ).to_pylist()
    page = write_report(data, INDUSTRY, coded["folder"] / "report").read_text(encoding="utf-8")
    shown_there = f"precision {row.precision_pct:.1f}% [{row.precision_low_pct:.1f}, "
    assert shown_there in page
    assert f"recall {row.recall_pct:.1f}% [" in page
    by_theme = {each["theme"]: each for each in shown}
    assert by_theme[INDUSTRY]["is_measured"]
    assert by_theme[INDUSTRY]["precision_pct"] == row.precision_pct
    assert by_theme[INDUSTRY]["precision_low_pct"] == row.precision_low_pct
    assert by_theme[INDUSTRY]["recall_pct"] == row.recall_pct
    assert by_theme[INDUSTRY]["measured_date"] == row.measured_date
    assert by_theme[INDUSTRY]["verdict"].startswith(f"P {row.precision_pct:.1f} % [")
    assert not by_theme[POVERTY]["is_measured"]
    assert by_theme[POVERTY]["verdict"] == "not measured here 未测"
    assert by_theme[POVERTY]["precision_pct"] is None


def test_mentions_are_judged_one_an_article(data: Path, tmp_path: Path) -> None:
    sample = draw(data, Kind.person, None, 40, 1)
    keep_key(data, sample)
    has_mention = {unit.unit: unit.mention is not None for unit in sample.units}
    path = tmp_path / "people.csv"
    path.write_text(filled(sheet_text(sample), lambda unit: str(int(has_mention[unit]))), "utf-8")

    [(row, _)] = read_sheets(data, [path])

    assert sum(has_mention.values()) == 20
    assert (row.kind, row.theme) == ("person", None)
    assert (row.precision_pct, row.recall_pct, row.precision_count) == (100, 100, 20)
    assert row.recall_high_pct == pytest.approx(100)
    assert row.recall_low_pct is not None
    assert row.recall_low_pct < 90, "20 looked at do not prove that none was missed"


@pytest.mark.parametrize("charset", ["utf-8", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_sheets_come_back_as_spreadsheets_save_them(
    data: Path, coded: dict[str, Any], charset: str, delimiter: str
) -> None:
    text = filled(coded["text"], lambda unit: str(is_true(coded["numbers"][unit])))
    plain = coded["folder"] / "plain.csv"
    plain.write_text(text, encoding="utf-8")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    path = coded["folder"] / "saved.csv"
    path.write_bytes(out.getvalue().encode(charset))

    [(row, _)] = read_sheets(data, [path])

    assert row.precision_pct == next(read_sheets(data, [plain]))[0].precision_pct


BAD = [
    (lambda n: "maybe" if n == 3 else "1", "row 6: answer 'maybe'"),
    (lambda n: "" if n in (0, 2, 4, 6, 8) else "0", "row 3: no answer"),
    (lambda n: "=1+1" if n == 0 else "0", "row 3: answer '=1+1'"),
    (lambda n: "<b>\x1b[31m" if n == 0 else "0", "row 3: answer '<b> [31m'"),
    (lambda n: "'; drop table articles; --" if n == 0 else "0", "row 3: answer "),
]


@pytest.mark.parametrize(("says", "told"), BAD)
def test_bad_cells_are_one_line_with_row_and_remedy(
    data: Path, coded: dict[str, Any], says: Callable[[int], str], told: str
) -> None:
    order = [row[0] for row in csv.reader(io.StringIO(coded["text"], newline=""))][2:]
    path = write(coded, "bad", lambda unit: says(order.index(unit)))
    before = stored(data)

    with pytest.raises(ArgumentError) as error:
        list(read_sheets(data, [path]))

    assert str(error.value).startswith(f"{path}: ")
    assert told in str(error.value)
    assert "write 1, 0 or ?" in str(error.value)
    assert str(error.value).isprintable()
    assert stored(data) == before


def test_a_sheet_that_does_not_fit_is_refused(data: Path, coded: dict[str, Any]) -> None:
    whole = filled(coded["text"], lambda _: "1")
    sample = coded["sample"]
    unit = sample.units[0].unit
    lines = whole.splitlines(keepends=True)
    cases = {
        "headings": "".join(lines[2:]),
        "missing": filled_without(whole, unit),
        "not of sample": whole.replace(unit, "0" * 12, 1),
        "was not drawn in": whole.replace(sample.sample, "f" * 12),
        "samples in one sheet": whole.replace(sample.sample, "f" * 12, 1),
    }
    for said, text in cases.items():
        path = coded["folder"] / "misfit.csv"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(ArgumentError, match=said):
            list(read_sheets(data, [path]))
    whole_sheet = write(coded, "twice", lambda _: "1")
    with pytest.raises(ArgumentError, match="named twice"):
        list(read_sheets(data, [whole_sheet, whole_sheet]))
    book = coded["folder"] / "book.csv"
    book.write_bytes(b"PK\x03\x04rest")
    with pytest.raises(ArgumentError, match="save it as CSV"):
        list(read_sheets(data, [book]))


def filled_without(text: str, unit: str) -> str:
    rows = list(csv.reader(io.StringIO(text, newline="")))
    out = io.StringIO()
    csv.writer(out).writerows(row for row in rows if row[0] != unit)
    return out.getvalue()


def test_a_sheet_with_answers_is_never_written_over(coded: dict[str, Any]) -> None:
    path = coded["folder"] / "sheet.csv"
    keep_sheet(coded["sample"], path)
    keep_sheet(coded["sample"], path)
    path.write_text(filled(coded["text"], lambda _: "1"), encoding="utf-8")

    with pytest.raises(ArgumentError, match="may hold answers"):
        keep_sheet(coded["sample"], path)


def test_a_damaged_reading_is_told_and_stops_no_build(
    data: Path, coded: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    list(read_sheets(data, [write(coded, "whole", lambda _: "1")]))
    whole = len(read_readings(data))
    for number, text in enumerate(("{", "[]", '{"sample": 1}', "null")):
        bad = data / "quality" / "readings" / f"bad{number}.json"
        bad.write_text(text, encoding="utf-8")
    try:
        assert len(read_readings(data)) == whole
        assert all(
            f"/readings/bad{number}.json cannot be read" in caplog.text for number in range(4)
        )
        build(data)
    finally:
        for number in range(4):
            (data / "quality" / "readings" / f"bad{number}.json").unlink()


def test_an_earlier_reading_can_be_made_the_latest_again(data: Path, coded: dict[str, Any]) -> None:
    sheets = [write(coded, name, lambda _, said=name: said) for name in ("0", "1", "0")]
    found = [next(read_sheets(data, [path])) for path in sheets]
    latest = {one["sample"]: one for one in read_readings(data)}[coded["sample"].sample]

    assert [row.precision_pct for row, _ in found] == [0, 100, 0]
    assert measured(latest).precision_pct == 0


def test_the_commands(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "sheet.csv"
    made = run(data, "sample", "--theme", INDUSTRY, "--n", "20", "--seed", "9", "--out", str(out))
    assert made.returncode == 0, made.stderr
    assert "20 rows" in made.stdout

    empty = run(data, "quality", str(out))
    assert (empty.returncode, empty.stdout) == (2, "")
    assert empty.stderr.count("\n") == 1
    assert "no answer 未填" in empty.stderr

    out.write_text(filled(out.read_text("utf-8-sig"), lambda _: "1"), encoding="utf-8")
    told = run(data, "quality", str(out))
    assert told.returncode == 0, told.stderr
    assert "precision 精确率  100.0 % [72.2, 100.0]  n 10" in told.stdout
    assert "python -m warehouse build" in told.stdout
    assert "nothing changed" in run(data, "quality", str(out)).stdout

    for arguments, said in (
        (("sample", "--theme", "没有的主题", "--out", str(tmp_path / "x.csv")), "没有此主题"),
        (("sample", "--n", "20"), "needs --theme"),
        (("sample", "--theme", INDUSTRY, "--out", str(data / "quality" / "x.csv")), "--out"),
        (("quality", str(tmp_path / "none.csv")), "none.csv"),
    ):
        refused = run(data, *arguments)
        assert refused.returncode != 0
        assert refused.stderr.count("\n") == 1, refused.stderr
        assert said in refused.stderr


def run(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "warehouse", *arguments],
        capture_output=True,
        text=True,
        env=os.environ | {"COVERAGE_DATA": str(data)},
        check=False,
    )


def stored(data: Path) -> dict[str, str]:
    return {
        str(path): json.dumps(path.read_text("utf-8"))
        for path in sorted((data / "quality" / "readings").glob("*.json"))
    }
