"""Asking: only reading, only the lake, only so long; and one line when it cannot be."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from storage.exit_codes import WarehouseExit
from tests.warehouse import lake
from tests.warehouse.conftest import small_rows
from warehouse.build import build
from warehouse.errors import QueryError, SnapshotError
from warehouse.formatting import json_lines, table_lines
from warehouse.reader import Limits, ask, open_catalogue

REPO = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("published")
    lake.write_lake(data, small_rows())
    build(data)
    return data


def warehouse(data: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "warehouse", *arguments],
        env=os.environ | {"COVERAGE_DATA": str(data), "PYTHONPATH": str(REPO)} | environment,
        cwd=data,
        capture_output=True,
        text=True,
        check=False,
    )


REFUSED = {
    "copy out": "copy (select 1) to '{lake}/x.parquet'",
    "copy over a lake file": "copy (select 1) to '{lake}/tables/articles/snap-1.parquet'",
    "copy inside a query": "with x as (copy (select 1) to '{lake}/x.parquet') select * from x",
    "copy over, inside a query": (
        "select * from (with x as (copy (select 1) to"
        " '{lake}/tables/articles/snap-1.parquet') select * from x)"
    ),
    "insert": "insert into rollups.theme_days select * from rollups.theme_days",
    "drop": "drop view articles",
    "two statements": "select 1; drop view articles",
    "attach": "attach '/tmp/x.duckdb'",
    "install": "install httpfs",
    "load": "load httpfs",
    "setting": "set enable_external_access = true",
    "pragma": "pragma enable_profiling",
    "export": "export database '{lake}'",
    "explain analyze": "explain analyze copy (select 1) to '{lake}/x.parquet'",
    "call": "call pragma_version()",
    "files": "select * from read_text('/etc/passwd')",
    "files by name": "select * from '/etc/passwd'",
    "files beside the lake": "select * from read_text('{lake}/../coverage.duckdb')",
    "the catalogue's bytes": "select * from read_blob('{lake}/../coverage.duckdb')",
    "its bytes as text": "select * from read_csv('{lake}/../coverage.duckdb', delim = '~')",
    "bytes asked for in a string": "from query('from read_blob(''{lake}/../coverage.duckdb'')')",
    "a manifest": "select * from read_text('{lake}/snapshots/snap-1.json')",
    "csv": "select * from read_csv('/etc/passwd')",
    "glob": "select * from glob('/etc/*')",
    "network": "select * from read_parquet('https://news.test/x.parquet')",
    "nothing": "",
    "no SQL": "主攻工业",
}


@pytest.mark.parametrize("case", REFUSED)
def test_the_sandbox_refuses(published: Path, case: str) -> None:
    before = {path: path.read_bytes() for path in (published / "lake").rglob("*") if path.is_file()}

    with open_catalogue(published) as connection, pytest.raises(QueryError) as refusal:
        ask(connection, REFUSED[case].replace("{lake}", str(published / "lake")))

    assert "\n" not in str(refusal.value)
    after = {path: path.read_bytes() for path in (published / "lake").rglob("*") if path.is_file()}
    assert after == before


@pytest.mark.parametrize("depth", [900, 3_000, 100_000])
def test_sql_that_is_nested_too_deeply_is_told_so(published: Path, depth: int) -> None:
    with (
        open_catalogue(published) as connection,
        pytest.raises(QueryError, match="nested too deeply"),
    ):
        ask(connection, f"select {'abs(' * depth}1{')' * depth}")


@pytest.mark.parametrize(
    "sql",
    [
        "from channels",
        "describe theme_coverage_daily",
        "show tables",
        "summarize channels",
        "with x as (select 1 as a) select a from x union all select 2",
        "select * from (pivot channel_days on coverage_state in ('covered', 'silent')"
        " using count(*) group by channel)",
        "select name, grain from catalogue where kind = 'macro'",
    ],
)
def test_reading_is_allowed(published: Path, sql: str) -> None:
    with open_catalogue(published) as connection:
        assert ask(connection, sql).num_rows > 0


def test_a_query_over_its_time_is_stopped(published: Path) -> None:
    limits = Limits(seconds=0.5)
    with (
        open_catalogue(published, limits) as connection,
        pytest.raises(QueryError, match=r"0\.5 s"),
    ):
        ask(connection, "select count(*) from range(10000000000) a, range(10000) b", limits)


def test_a_query_over_its_memory_is_stopped(published: Path) -> None:
    limits = Limits(memory="100MB")
    with open_catalogue(published, limits) as connection, pytest.raises(QueryError, match="100MB"):
        ask(connection, "select list(hash(a.range)) from range(100000000) a", limits)


def test_an_old_handle_does_not_hide_the_new_catalogue(small_lake: Path) -> None:
    build(small_lake)
    with open_catalogue(small_lake) as connection:
        assert (
            ask(connection, "select distinct snapshot_id from snapshot")[0][0].as_py() == "snap-1"
        )
    lake.write_lake(small_lake, small_rows(), "snap-2")
    build(small_lake)

    with open_catalogue(small_lake) as connection:
        assert (
            ask(connection, "select distinct snapshot_id from snapshot")[0][0].as_py() == "snap-2"
        )


def test_without_a_catalogue_the_message_says_what_to_do(tmp_path: Path) -> None:
    with (
        pytest.raises(SnapshotError, match="run python -m warehouse build"),
        open_catalogue(tmp_path),
    ):
        pass


def test_the_terminal_is_not_driven_by_scraped_text() -> None:
    rows = pa.table({"headline": ["\x1b[2J\x07清屏\u202e攻\n击", "长" * 99], "n": [1, None]})

    lines = list(table_lines(rows))

    assert all(character.isprintable() for line in lines for character in line)
    assert lines[2].startswith("�[2J�清屏�攻�击")
    assert "…" in lines[3]
    assert lines[-1] == "(2 rows 行)"
    assert json.loads(next(json_lines(rows)))["n"] == 1


def test_a_moved_data_folder_is_said_in_one_line_and_made_good_by_one_command(
    small_lake: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    build(small_lake)
    count = ("query", "select count(*) as n from articles", "--json")
    answer = warehouse(small_lake, *count).stdout

    moved = small_lake.rename(tmp_path_factory.mktemp("elsewhere") / "data")
    lost = warehouse(moved, *count)
    report = warehouse(moved, "report", "--theme", "主攻工业", "--out", str(moved / "report"))
    for said in (lost, report):
        assert (said.returncode, said.stderr.count("\n")) == (3, 1), said.stderr
        assert "run python -m warehouse relocate" in said.stderr
    assert warehouse(moved, "relocate").returncode == 0
    assert warehouse(moved, *count).stdout == answer

    again = moved.rename(moved.parent / "again")
    (again / "coverage.duckdb").unlink()
    assert warehouse(again, "build").returncode == 0
    assert warehouse(again, *count).stdout == answer


HOLDER = """
import sys, duckdb
held = duckdb.connect(sys.argv[1])
print("held", flush=True)
sys.stdin.read()
"""


def test_a_catalogue_that_another_tool_holds_open_for_writing_is_read_all_the_same(
    small_lake: Path,
) -> None:
    build(small_lake)
    count = ("query", "select count(*) as n from articles", "--json")
    answer = warehouse(small_lake, *count).stdout
    command = [sys.executable, "-c", HOLDER, str(small_lake / "coverage.duckdb")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"

        assert warehouse(small_lake, *count).stdout == answer
        assert warehouse(small_lake, *count).stdout == answer
        assert warehouse(small_lake, "build").returncode == 0
        assert warehouse(small_lake, *count).stdout == answer
        holder.communicate()

    assert len(list((small_lake / "state/readable").iterdir())) == 1


def test_a_file_that_is_gone_is_said_in_one_line(small_lake: Path) -> None:
    build(small_lake)
    (small_lake / "lake/tables/articles/snap-1.parquet").unlink()

    lost = warehouse(small_lake, "query", "select count(headline) from articles")

    assert (lost.returncode, lost.stderr.count("\n")) == (3, 1)
    assert "snap-1.parquet" in lost.stderr
    assert "run python -m transforms build" in lost.stderr, "the lake makes its file again"


def test_a_catalogue_of_something_else_is_said_in_one_line(tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "coverage.duckdb")) as other:
        other.execute("create table notes (text varchar)")

    with (
        pytest.raises(SnapshotError, match="run python -m warehouse build"),
        open_catalogue(tmp_path),
    ):
        pass


def test_a_day_is_a_beijing_day_whatever_zone_the_host_is_in(published: Path) -> None:
    """Three of the articles are of the 1st in Beijing; two of them are of the 31st in UTC."""
    asked = (
        "select count(*) filter (where published_at >= '2019-02-01') as since,"
        " count(*) filter (where published_at < '2019-02-02') as before,"
        " count(*) filter (where cast(published_at as date) = published_date) as same_day,"
        " min(published_at) as first_at from articles where published_date is not null"
    )
    answers = {
        zone: warehouse(published, "query", asked, "--json", TZ=zone).stdout
        for zone in ("America/New_York", "UTC", "Asia/Shanghai")
    }

    assert len(set(answers.values())) == 1, answers
    assert json.loads(answers["UTC"]) == {
        "since": 8, "before": 3, "same_day": 8, "first_at": "2019-02-01 00:30:00+08:00",
    }  # fmt: skip


def test_help_tells_every_exit_code(tmp_path: Path) -> None:
    told = " ".join(warehouse(tmp_path, "--help").stdout.replace("│", " ").split())
    for code in WarehouseExit:
        assert f"{code.value} {code.meaning}" in told


def test_commands_answer_in_one_line_and_a_code(published: Path, tmp_path: Path) -> None:
    asked = warehouse(published, "query", "select theme, sum(mention_count) as n"
                      " from theme_coverage_daily group by 1 order by 1", "--json")  # fmt: skip
    wrong = warehouse(published, "query", "select nothing from nowhere")
    nothing = warehouse(tmp_path, "build")
    checked = warehouse(published, "check")

    assert [json.loads(line) for line in asked.stdout.splitlines()] == [
        {"theme": "主攻工业", "n": 5},
        {"theme": "脱贫攻坚", "n": 2},
    ]
    assert (wrong.returncode, wrong.stderr.count("\n")) == (5, 1)
    assert (nothing.returncode, nothing.stderr.count("\n")) == (3, 1)
    assert nothing.stderr.startswith("warehouse: no snapshot in")
    assert checked.returncode == 0
    assert "ok  coverage_adds_up" in checked.stdout


@pytest.mark.parametrize(
    "place", ["lake/CURRENT", "coverage.duckdb", "raw/x.csv", ".", "state/../lake/x"]
)
def test_nothing_is_exported_over_the_pipelines_own_files(small_lake: Path, place: str) -> None:
    build(small_lake)
    before = {path: path.read_bytes() for path in small_lake.rglob("*") if path.is_file()}

    exported = warehouse(
        small_lake,
        "export",
        "--view",
        "channels",
        "--format",
        "csv",
        "--out",
        str(small_lake / place),
    )
    reported = warehouse(
        small_lake, "report", "--theme", "主攻工业", "--out", str(small_lake / place)
    )

    for said in (exported, reported):
        assert (said.returncode, said.stderr.count("\n")) == (2, 1)
        assert "keeps its own files" in said.stderr
    assert {path: path.read_bytes() for path in small_lake.rglob("*") if path.is_file()} == before
