"""The same bytes and the same answers on a local folder and on a file system in memory."""

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

from storage.store import Entry, Store
from tests.storage.doubles import memory_store

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(params=["local", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    if request.param == "local":
        return Store.local(tmp_path / "lake")
    return memory_store("/lake")


def test_what_is_written_is_read_and_listed(store: Store) -> None:
    store.write("tables/b.json", "乙")
    store.write("tables/a.json", b"a", is_durable=False)
    store.settle()
    store.write("CURRENT", "x\n")

    assert store.read("tables/b.json").decode() == "乙"
    assert store.entries("tables") == [Entry("tables/a.json", 1), Entry("tables/b.json", 3)]
    assert [entry.key for entry in store.entries()] == ["CURRENT", "tables/a.json", "tables/b.json"]
    assert [entry.key for entry in store.entries("tables", is_deep=False)] == [
        "tables/a.json",
        "tables/b.json",
    ]
    assert store.folders("tables") == []
    assert store.below("tables").read("a.json") == b"a"


def test_an_object_appears_only_when_it_is_whole(store: Store) -> None:
    store.write("CURRENT", "old")
    with pytest.raises(RuntimeError, match="power"):
        write_half(store)

    assert store.read("CURRENT") == b"old"
    assert [entry.key for entry in store.entries()] == ["CURRENT"]


def write_half(store: Store) -> None:
    with store.writing("CURRENT") as file:
        file.write(b"half of the ne")
        raise RuntimeError("power cut")


def test_what_is_not_there_is_told_apart(store: Store) -> None:
    assert store.size("none") is None
    assert store.entries("none") == []
    with pytest.raises(FileNotFoundError):
        store.read("none")
    store.delete("none")
    store.delete_folder("none")


def test_a_folder_goes_with_all_below_it(store: Store) -> None:
    for key in ("pieces/ab/1", "pieces/ab/2/3", "pieces/cd/1"):
        store.write(key, "x")

    store.delete_folder("pieces/ab")
    store.delete("pieces/cd/1")

    assert store.entries("pieces") == []


@pytest.mark.parametrize("key", ["", "/etc/passwd", "../beside", "a/../../b"])
def test_no_key_leaves_the_store(store: Store, key: str) -> None:
    with pytest.raises(ValueError, match="not a key"):
        store.read(key)


def test_tables_are_the_same_bytes_everywhere(store: Store, tmp_path: Path) -> None:
    table = pa.table({"article_id": ["a", "b"], "count": pa.array([1, None], pa.int32())})
    store.write_table("t.parquet", table)
    reference = Store.local(tmp_path / "reference")
    reference.write_table("t.parquet", table)

    assert store.read_table("t.parquet", ["count"]).equals(table.select(["count"]))
    assert store.row_count("t.parquet") == 2
    assert store.read("t.parquet") == reference.read("t.parquet")


WRITER = """
import sys
from pathlib import Path
import pyarrow as pa
from storage.store import Store
store, number = Store.local(Path(sys.argv[1])), 0
print("ready", flush=True)
while True:
    number += 1
    store.write_table(f"{number % 3}.parquet", pa.table({"a": [number] * 20_000}))
"""


def test_kill_at_any_moment_leaves_only_readable_objects(tmp_path: Path) -> None:
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


def test_the_stamp_tells_a_changed_object(tmp_path: Path) -> None:
    store = Store.local(tmp_path)
    store.write("raw.jsonl", "abc")
    before = store.stamp("raw.jsonl")
    os.utime(tmp_path / "raw.jsonl", (1, 1))

    assert before[0] == 3
    assert store.stamp("raw.jsonl") == (3, 10**9)
    with pytest.raises(FileNotFoundError):
        store.stamp("none")
