"""Files count when their manifest does, and their manifest comes last."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest
import xxhash

from storage.store import Store
from transforms.lake.commit import Commit, FileSet, Manifest, read_manifest, write_commits

TABLE = pa.table({"a": [1, 2, 3]})


class Recorded(Store):
    """A local store that notes what reaches it, in order."""

    def __init__(self, folder: Path) -> None:
        local = Store.local(folder)
        super().__init__(local.file_system, local.root)
        self.events: list[str] = []

    def write(self, key: str, data: bytes | str | pa.Buffer, *, is_durable: bool = True) -> None:
        self.events.append(key)
        super().write(key, data, is_durable=is_durable)

    def settle(self) -> None:
        self.events.append("settle")
        super().settle()


@pytest.fixture
def store(tmp_path: Path) -> Recorded:
    return Recorded(tmp_path)


def written(store: Store) -> Commit:
    files = FileSet(store, "p/1")
    files.write_table("b.parquet", TABLE)
    files.write_table("a.parquet", TABLE)
    return files.commit("piece.json", cleaner="3")


def found(store: Store) -> Manifest | None:
    sizes = {entry.key: entry.size for entry in store.entries("p/1")}
    return read_manifest(store, "p/1/piece.json", sizes)


def test_the_manifest_is_written_when_all_files_are_on_the_disk(store: Recorded) -> None:
    commit = written(store)
    assert found(store) is None

    write_commits(store, [commit])

    assert store.events == ["p/1/b.parquet", "p/1/a.parquet", "settle", "p/1/piece.json"]
    assert found(store) == commit.manifest


def test_it_tells_sizes_rows_digests_and_versions(store: Recorded) -> None:
    write_commits(store, [written(store)])

    manifest = found(store)
    assert manifest is not None
    assert manifest.versions == {"cleaner": "3"}
    assert sorted(manifest.files) == ["a.parquet", "b.parquet"]
    file, data = manifest.files["a.parquet"], store.read("p/1/a.parquet")
    assert (file.size, file.rows, file.digest) == (
        len(data),
        3,
        xxhash.xxh3_128_hexdigest(data),
    )


@pytest.mark.parametrize("damage", ["cut", "gone"])
def test_a_file_that_is_not_whole_undoes_the_commit(store: Recorded, damage: str) -> None:
    write_commits(store, [written(store)])
    path = Path(store.address("p/1/a.parquet"))
    path.unlink() if damage == "gone" else path.write_bytes(path.read_bytes()[:-1])

    assert found(store) is None


@pytest.mark.parametrize("content", [b"", b"{", b"null", b"[]", b"{}", bytes(300), b"\xff\xfe"])
def test_a_manifest_that_cannot_be_read_is_none(store: Recorded, content: bytes) -> None:
    write_commits(store, [written(store)])
    store.write("p/1/piece.json", content)

    assert found(store) is None


def test_nothing_to_commit_waits_for_no_disk(store: Recorded) -> None:
    write_commits(store, [])
    assert store.events == []
