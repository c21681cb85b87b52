"""``python -m transforms stories IN OUT``, as a user runs it."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.transforms.dedupe.texts import body
from transforms.dedupe.command import stories

HERE = os.environ | {"PYTHONPATH": str(Path(__file__).parents[3])}
TEXT = body("command", 15)


def row(article_id: str, **columns: Any) -> dict[str, Any]:
    return {
        "article_id": article_id,
        "channel": "c",
        "headline": "山村里的新变化",
        "body": TEXT,
        "published_at": "2019-2-24 07:42",
    } | columns


def write_lines(path: Path, *rows: dict[str, Any]) -> Path:
    path.write_text("\n".join(json.dumps(each, ensure_ascii=False) for each in rows) + "\n")
    return path


def run(source: Path, out: Path) -> subprocess.CompletedProcess[str]:
    """The command in this process: its exit code and what it said."""
    said = io.StringIO()
    code = 0
    with contextlib.redirect_stderr(said):
        try:
            stories(source, out)
        except SystemExit as stop:
            code = int(str(stop.code))
    return subprocess.CompletedProcess([], code, stderr=said.getvalue())


@pytest.mark.slow
def test_it_is_a_command_of_the_project(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "in.jsonl", row("1"), row("2"))
    command = [sys.executable, "-m", "transforms", "stories", str(source), "out.parquet"]
    (tmp_path / "bad.jsonl").write_text("{")

    good = subprocess.run(command, cwd=tmp_path, env=HERE, capture_output=True, check=False)
    command[4] = "bad.jsonl"
    bad = subprocess.run(command, cwd=tmp_path, env=HERE, capture_output=True, check=False)

    assert (good.returncode, bad.returncode) == (0, 2), good.stderr
    assert (tmp_path / "out.parquet").exists()


def test_json_lines_become_stories_and_edges_beside_them(tmp_path: Path) -> None:
    rows = [row("1"), row("2", body=f"本报讯（记者 甲）{TEXT}"), row("3", body=body("x", 15))]
    source = write_lines(tmp_path / "in.jsonl", *rows)

    done = run(source, tmp_path / "deep" / "out.parquet")

    assert done.returncode == 0, done.stderr
    members = pq.read_table(tmp_path / "deep" / "out.parquet")
    edges = pq.read_table(tmp_path / "deep" / "out.edges.parquet")
    assert members.column_names == ["article_id", "story_id", "is_representative"]
    assert members["story_id"].to_pylist() == ["1", "1", "3"]
    assert edges.column_names == ["a", "b", "containment", "jaccard", "kind"]
    assert edges["kind"].to_pylist() == ["same_text"]
    assert sorted(path.name for path in (tmp_path / "deep").iterdir()) == [
        "out.edges.parquet",
        "out.parquet",
    ]


def test_parquet_gives_the_same_stories_as_json_lines(tmp_path: Path) -> None:
    rows = [row("1"), row("2"), row("3", body=None, headline=None, published_at=None)]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "in.parquet")
    source = write_lines(tmp_path / "in.jsonl", *rows)

    assert run(tmp_path / "in.parquet", tmp_path / "a.parquet").returncode == 0
    assert run(source, tmp_path / "b.parquet").returncode == 0

    assert pq.read_table(tmp_path / "a.parquet").equals(pq.read_table(tmp_path / "b.parquet"))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'{"article_id": "1"}\n', "line 1: no column channel, headline, body, published_at"),
        (b'\n{"article_id": ', "line 2: not JSON"),
        (b"[1, 2]\n", "line 1: not an object"),
        (b"\xff\xfe\n", "line 1: not UTF-8"),
        (b"PAR1 but nothing more", "not readable as Parquet"),
    ],
)
def test_bad_input_is_one_line_with_its_place_and_exit_code_2(
    tmp_path: Path, content: bytes, words: str
) -> None:
    source = tmp_path / "in.jsonl"
    source.write_bytes(content)

    done = run(source, tmp_path / "out.parquet")

    assert done.returncode == 2
    assert words in done.stderr
    assert str(source) in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "out.parquet").exists()


def test_a_missing_file_and_a_missing_parquet_column_are_told(tmp_path: Path) -> None:
    pq.write_table(pa.table({"article_id": ["1"]}), tmp_path / "thin.parquet")

    absent = run(tmp_path / "absent.jsonl", tmp_path / "out.parquet")
    thin = run(tmp_path / "thin.parquet", tmp_path / "out.parquet")

    assert (absent.returncode, thin.returncode) == (2, 2)
    assert "no such file" in absent.stderr
    assert "no column channel" in thin.stderr


def test_ids_must_be_there_and_unique(tmp_path: Path) -> None:
    twice = run(write_lines(tmp_path / "a.jsonl", row("1"), row("1")), tmp_path / "out.parquet")
    null = run(write_lines(tmp_path / "b.jsonl", row("1") | {"article_id": None}), tmp_path / "o")

    assert (twice.returncode, null.returncode) == (2, 2)
    assert "row 2" in twice.stderr
    assert "article_id is null" in null.stderr


def test_an_unreadable_time_is_unknown_and_told_once(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "in.jsonl", row("1"), row("2", published_at="昨天"))

    done = run(source, tmp_path / "out.parquet")

    assert done.returncode == 0
    assert "1 published_at not readable" in done.stderr
    assert pq.read_table(tmp_path / "out.parquet").num_rows == 2


def test_an_empty_file_gives_empty_tables(tmp_path: Path) -> None:
    done = run(write_lines(tmp_path / "in.jsonl"), tmp_path / "out.parquet")

    assert done.returncode == 0
    assert pq.read_table(tmp_path / "out.parquet").num_rows == 0
