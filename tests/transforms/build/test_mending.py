"""The lake heals: what is missing, cut or zeroed is made again, and nobody calls it unchanged."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from newsroom.items import write_items
from storage.exit_codes import LakeExit
from transforms.build.pieces import folder_of
from transforms.build.pipeline import build, retag
from transforms.build.verify import verify
from transforms.errors import LakeError
from transforms.lake.mending import last_build
from transforms.lake.snapshot import Lake, Snapshot

if TYPE_CHECKING:
    from collections.abc import Callable

    import pyarrow as pa

CUT = {
    "gone": lambda path: path.unlink(),
    "cut": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "empty": lambda path: path.write_bytes(b""),
    "zeros": lambda path: path.write_bytes(bytes(path.stat().st_size)),
}
damages = pytest.mark.parametrize("damage", CUT.values(), ids=CUT.keys())


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("built")
    write_items(data, articles=120, since=date(2019, 1, 2), until=date(2019, 2, 12), noise=True)
    build(data, until=date(2019, 1, 23), workers=1)
    build(data, workers=1)
    return data


@pytest.fixture
def data(built: Path, tmp_path: Path) -> Path:
    """A data folder of this test's own, built twice."""
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    return tmp_path


def published(data: Path) -> Snapshot:
    snapshot = Lake(data).current()
    assert snapshot is not None
    return snapshot


def rows(data: Path, name: str) -> pa.Table:
    return Lake(data).read_table(published(data), name)


def broken(data: Path, *, is_deep: bool = False) -> dict[str, list[str]]:
    states = verify(Lake(data), is_deep=is_deep)
    return {state.layer.split()[0]: state.broken for state in states if state.broken}


@damages
@pytest.mark.parametrize(
    "table", ["articles", "theme_mentions", "dropped", "stories", "story_changes", "crawls"]
)
def test_a_broken_table_is_made_again(
    data: Path, table: str, damage: Callable[[Path], None]
) -> None:
    before, stories = published(data), rows(data, "articles").select(["article_id", "story_id"])
    path = data / "lake" / before.tables[table][0].path
    whole = path.read_bytes()
    damage(path)
    assert broken(data)["tables"] == [line for line in broken(data)["tables"] if path.name in line]

    report = build(data, workers=1)

    assert report.mended == [before.tables[table][0].path]
    assert path.read_bytes() == whole
    assert broken(data, is_deep=True) == {}
    assert published(data).tables == before.tables
    assert rows(data, "articles").select(["article_id", "story_id"]) == stories


@damages
@pytest.mark.parametrize(
    "name",
    ["keys.parquet", "articles-*", "blocks.parquet", "dropped.parquet", "*.arrow", "targets.*"],
)
def test_a_broken_piece_is_made_again(
    data: Path, name: str, damage: Callable[[Path], None]
) -> None:
    before = published(data)
    folders = (data / "lake" / folder_of(key) for key in before.pieces)
    [path, *_] = sorted(path for folder in folders for path in folder.rglob(name))
    whole = path.read_bytes()
    damage(path)
    assert broken(data, is_deep=True)
    shutil.rmtree(data / "lake" / "tables")

    build(data, workers=1)

    assert path.read_bytes() == whole
    assert broken(data, is_deep=True) == {}
    assert published(data).content_hash == before.content_hash


def test_everything_but_the_raw_items_and_the_manifest_may_go(data: Path) -> None:
    before, members = published(data), rows(data, "articles").select(["article_id", "story_id"])
    shutil.rmtree(data / "lake" / "tables")
    shutil.rmtree(data / "lake" / "pieces")

    report = build(data, workers=1)

    assert report.content_hash == before.content_hash
    assert rows(data, "articles").select(["article_id", "story_id"]) == members
    assert broken(data, is_deep=True) == {}


@pytest.mark.parametrize("content", [b"", b"\xff\x00\xfe", b"../../x\n", b"a/b\n", b"no-such\n"])
def test_a_damaged_pointer_is_told_and_mended_by_a_build(data: Path, content: bytes) -> None:
    before, members = published(data), rows(data, "articles").select(["article_id", "story_id"])
    (data / "lake" / "CURRENT").write_bytes(content)
    with pytest.raises(LakeError, match=r"\A[^\n]*python -m transforms build[^\n]*\Z"):
        Lake(data).current()
    assert list(broken(data)) == ["published"]

    report = build(data, workers=1, until=date(2019, 1, 5))

    assert report.is_new
    assert report.content_hash == before.content_hash, "no day asked for takes away another"
    assert rows(data, "articles").select(["article_id", "story_id"]) == members
    assert broken(data, is_deep=True) == {}


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[]", b"{", b"[" * 100_000, b'{"a": 1}'])
def test_manifests_that_are_none_are_told_and_mended_by_a_build(data: Path, content: bytes) -> None:
    before = published(data)
    for path in (data / "lake" / "snapshots").iterdir():
        path.write_bytes(content)
    with pytest.raises(LakeError, match=r"\A[^\n]*python -m transforms build[^\n]*\Z"):
        Lake(data).current()

    report = build(data, workers=1, until=date(2019, 1, 5))

    assert report.content_hash == before.content_hash
    assert broken(data, is_deep=True) == {}


def test_a_damaged_manifest_is_replaced_by_the_one_before(data: Path) -> None:
    first, second = sorted(Lake(data).snapshot_ids())
    (data / "lake" / "snapshots" / f"{second}.json").write_text("{")

    last = last_build(Lake(data))

    assert last is not None
    assert last.snapshot.snapshot_id == first
    assert build(data, workers=1).is_new


def test_a_kept_file_is_not_written_again(data: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (data / "lake" / "tables").rglob("*.*")}

    report = build(data, workers=1)

    assert not report.is_new
    assert report.mended == []
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_parts_of_killed_builds_go(data: Path) -> None:
    left = [
        data / "lake" / folder / ".x.parquet.4711.part"
        for folder in ("", "tables/articles", "snapshots", "pieces/ab/abcd")
    ]
    for path in left:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"half")

    assert not build(data, workers=1).is_new

    assert [path for path in left if path.exists()] == []


@damages
@pytest.mark.parametrize("work", [build, retag], ids=["build", "retag"])
def test_raw_items_that_vanished_stop_a_build(
    data: Path, work: Callable[..., object], damage: Callable[[Path], None]
) -> None:
    before, articles = published(data), rows(data, "articles").num_rows
    files = sorted((data / "raw" / "items").rglob("*.jsonl"))[:4]
    for path in files:
        damage(path)

    with pytest.raises(LakeError) as refused:
        work(data, workers=1)

    told = str(refused.value)
    assert "\n" not in told
    assert told.startswith("4 raw files have lost")
    assert [str(path.relative_to(data)) in told for path in files] == [True, True, True, False]
    assert "and 1 more" in told
    assert "--accept-loss" in told
    assert published(data) == before, "the rows stay published"
    assert len(broken(data)["raw"]) == 4

    work(data, workers=1, accept_loss=True)

    assert rows(data, "articles").num_rows < articles
    assert broken(data) == {}
    assert not build(data, workers=1).is_new


def test_a_file_that_grew_has_lost_nothing(data: Path) -> None:
    [path, *_] = sorted((data / "raw" / "items").rglob("*.jsonl"))
    with path.open("a", encoding="utf-8") as file:
        file.write("{}\n")

    assert build(data, workers=1).is_new


def test_verify_tells_each_layer_and_what_to_run(data: Path) -> None:
    [table] = published(data).tables["stories"]
    (data / "lake" / table.path).unlink()
    lost = next(iter(published(data).inputs))
    (data / lost).unlink()

    done = run(data, "verify")

    assert done.returncode == LakeExit.BROKEN
    assert f"lake/{table.path} is missing" in done.stdout
    assert f"{lost} is missing" in done.stdout
    assert "Traceback" not in done.stderr
    assert "python -m transforms build: it makes them again" in done.stderr
    assert "bring them back from a copy" in done.stderr


def test_only_a_deep_look_sees_a_changed_byte(data: Path) -> None:
    [file, *_] = published(data).tables["articles"]
    path = data / "lake" / file.path
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    assert run(data, "verify").returncode == 0

    done = run(data, "verify", "--deep")

    assert done.returncode == LakeExit.BROKEN
    assert f"lake/{file.path} holds other bytes" in done.stdout


def test_verify_of_a_whole_and_of_an_empty_lake(data: Path) -> None:
    done = run(data, "verify", "--deep")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("0 broken 损坏 + 0 missing 缺失") == 4
    shutil.rmtree(data / "lake")

    done = run(data, "verify")

    assert done.returncode == LakeExit.FAILED
    assert "nothing is built yet" in done.stderr


def run(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "transforms", *arguments],
        cwd=Path(__file__).parents[3],
        env={"PATH": "", "COVERAGE_DATA": str(data)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
