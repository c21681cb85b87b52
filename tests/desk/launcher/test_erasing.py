"""``make clean`` and ``make erase``: of the data folder that is set, only what is ours."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from storage.leases import FileLease
from storage.paths import lease_file
from tests.desk.desks import REPO

if TYPE_CHECKING:
    from pathlib import Path

    Files = set[str]

OURS = (
    *("raw/items/channel=a/1.jsonl", "raw/warc/channel=a/1.warc.gz", "raw/channels.jsonl"),
    *("state/ledger/a.sqlite", "state/readable/1.duckdb", "airflow/airflow.db"),
    *("lake/CURRENT", "lake/tables/articles/1.parquet", "coverage.duckdb", "digests/2026.md"),
)
FOREIGN = ("notes.txt", "raw/mine/photo.jpg", "lake/readme")


@pytest.fixture
def data(own_data_folder: Path) -> Path:
    for name in (*OURS, *FOREIGN):
        (own_data_folder / name).parent.mkdir(parents=True, exist_ok=True)
        (own_data_folder / name).write_text(name)
    return own_data_folder


def make(*arguments: str, outside: Path) -> subprocess.CompletedProcess[str]:
    """``make …`` as in a checkout of its own, so that no report of this one goes."""
    for name in ("Makefile", "desk", "storage"):
        (outside / name).symlink_to(REPO / name)
    return subprocess.run(
        ["make", *arguments],
        cwd=outside,
        env=os.environ | {"MAKEFLAGS": ""},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def files(folder: Path) -> Files:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_clean_keeps_the_archive_of_the_folder_that_is_set(data: Path, tmp_path: Path) -> None:
    done = make("clean", outside=tmp_path)

    assert done.returncode == 0, done.stderr
    kept = {name for name in OURS if name.startswith(("raw", "state/ledger", "airflow", "digests"))}
    assert files(data) == kept | {*FOREIGN}
    assert str(data / "lake" / "tables") in done.stdout


def test_erase_tells_what_it_would_erase_and_needs_a_yes(data: Path, tmp_path: Path) -> None:
    before = files(data)

    done = make("erase", outside=tmp_path)

    assert done.returncode != 0
    assert files(data) == before
    assert str(data / "raw" / "warc") in done.stdout
    assert "CONFIRM=yes" in done.stderr


def test_erase_leaves_what_is_not_ours(data: Path, tmp_path: Path) -> None:
    done = make("erase", "CONFIRM=yes", outside=tmp_path)

    assert done.returncode == 0, done.stderr
    assert files(data) == {*FOREIGN}
    assert f"mine in {data / 'raw'}" in done.stdout


def test_nothing_goes_while_something_runs(data: Path, tmp_path: Path) -> None:
    lease = FileLease(lease_file(data, "channel-a"))
    assert lease.try_acquire()
    before = files(data)
    try:
        done = make("erase", "CONFIRM=yes", outside=tmp_path)
    finally:
        lease.release()

    assert done.returncode != 0
    assert "channel-a runs in" in done.stderr
    assert files(data) == before


def test_the_data_folder_itself_stays_with_its_mode(own_data_folder: Path, tmp_path: Path) -> None:
    (own_data_folder / "raw" / "items").mkdir(parents=True)

    assert make("erase", "CONFIRM=yes", outside=tmp_path).returncode == 0
    assert [*own_data_folder.iterdir()] == []
