"""Files appear whole or not at all; a snapshot names exactly its files."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from transforms.errors import LakeError
from transforms.lake.snapshot import Lake, Snapshot, TableFile, parquet_writer, write_parquet

if TYPE_CHECKING:
    from pathlib import Path


def snapshot(name: str, tables: dict[str, list[TableFile]] | None = None) -> Snapshot:
    return Snapshot(name, "b", "2019-02-24T00:00:00+00:00", "h", tables or {}, {}, {})


def test_a_failed_write_leaves_the_old_file_and_no_part(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    write_parquet(path, pa.table({"a": [1]}))

    def write_half() -> None:
        with parquet_writer(path, pa.schema([("a", pa.int64())])) as write:
            write(pa.table({"a": [2]}))
            raise RuntimeError("half way")

    with pytest.raises(RuntimeError):
        write_half()

    assert pq.read_table(path)["a"].to_pylist() == [1]
    assert [file.name for file in tmp_path.iterdir()] == ["t.parquet"]


def test_the_pointer_names_the_last_published_snapshot(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    assert lake.current() is None

    lake.publish(snapshot("one"))
    lake.publish(snapshot("two", {"articles": [TableFile("tables/x.parquet", 3, "2019-02")]}))

    current = lake.current()
    assert current is not None
    assert current.snapshot_id == "two"
    assert current.tables["articles"][0].rows == 3


def test_a_damaged_manifest_is_one_clear_line(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    lake.publish(snapshot("one"))
    (lake.snapshots / "one.json").write_text("{", encoding="utf-8")

    with pytest.raises(LakeError, match=r"one\.json cannot be read .* build again"):
        lake.current()


def test_old_snapshots_go_and_what_the_kept_ones_name_stays(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    long_ago = time.time() - 3 * 24 * 3600
    for number in range(8):
        path = lake.root / "tables" / "articles" / f"{number}.parquet"
        write_parquet(path, pa.table({"a": [number]}))
        lake.publish(
            snapshot(
                f"s{number}", {"articles": [TableFile(f"tables/articles/{number}.parquet", 1)]}
            )
        )
        for old in (path, lake.snapshots / f"s{number}.json"):
            os.utime(old, (long_ago + number, long_ago + number))

    deleted = lake.collect_garbage()

    assert deleted == 3
    assert sorted(path.stem for path in lake.snapshots.glob("*.json")) == [
        f"s{n}" for n in range(3, 8)
    ]
    assert len(list((lake.root / "tables").rglob("*.parquet"))) == 5


WRITER = """
import sys
from pathlib import Path
import pyarrow as pa
from transforms.errors import LakeError
from transforms.lake.snapshot import write_parquet
folder, number = Path(sys.argv[1]), 0
print("ready", flush=True)
while True:
    number += 1
    write_parquet(folder / f"{number % 3}.parquet", pa.table({"a": [number] * 20_000}))
"""


def test_kill_at_any_moment_leaves_only_readable_files(tmp_path: Path) -> None:
    for delay in (0.02, 0.05, 0.11, 0.17):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE, text=True
        )
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(delay)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        for path in tmp_path.glob("*.parquet"):
            values = set(pq.read_table(path)["a"].to_pylist())
            assert len(values) == 1


def test_two_builds_do_not_run_at_once(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    with (
        lake.building(),
        pytest.raises(LakeError, match="another build holds"),
        Lake(tmp_path).building(wait_seconds=0.3),
    ):
        pass
