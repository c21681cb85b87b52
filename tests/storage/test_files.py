"""A reader sees the old file or the new one, whatever stops the writer."""

from __future__ import annotations

import stat
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from storage.exit_codes import CrawlExit, told
from storage.files import is_open_to_others, make_private_folder, whole_file, write_whole
from storage.paths import ChannelPaths, data_folder


def test_a_file_is_replaced_whole_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "new" / "a.json"

    write_whole(path, "第一")
    write_whole(path, b"second", mode=0o600)

    assert path.read_bytes() == b"second"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [found.name for found in path.parent.iterdir()] == ["a.json"]


def test_a_writer_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("old")

    with pytest.raises(OSError, match="disk"):
        fail_in_the_middle(path)

    assert path.read_text() == "old"
    assert [found.name for found in tmp_path.iterdir()] == ["a.json"]


def test_folders_we_make_are_the_owners_alone(tmp_path: Path) -> None:
    """And those that are there keep their mode: whoever made them may share them."""
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o755)

    write_whole(shared / "raw" / "items" / "a.jsonl", "{}")
    make_private_folder(shared)

    assert mode(shared) == 0o755
    assert mode(shared / "raw") == mode(shared / "raw" / "items") == 0o700


def test_what_others_can_read_is_told(own_data_folder: Path) -> None:
    with TemporaryDirectory() as folder:
        above, raw = Path(folder), Path(folder) / "raw"
        raw.mkdir()
        raw.chmod(0o755)
        found = []
        for of_above, of_raw in ((0o755, 0o755), (0o700, 0o755), (0o755, 0o750)):
            above.chmod(of_above)
            raw.chmod(of_raw)
            found.append(is_open_to_others(raw))

    assert found == [True, False, False]
    assert not is_open_to_others(own_data_folder / "nothing")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def fail_in_the_middle(path: Path) -> None:
    with whole_file(path) as hidden:
        hidden.write_text("half")
        raise OSError("disk full")


def test_the_data_folder_is_absolute_and_follows_the_setting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COVERAGE_DATA", str(tmp_path / "elsewhere"))
    assert data_folder() == tmp_path / "elsewhere"

    monkeypatch.setenv("COVERAGE_DATA", "")
    assert data_folder().is_absolute()
    with pytest.raises(ValueError, match="not a channel name"):
        ChannelPaths(tmp_path, "../etc")


def test_every_exit_code_is_told_once() -> None:
    told_codes = told(CrawlExit)

    assert told_codes.startswith("0 done; 1 spider error; 2 bad argument")
    assert "15 a closed trap hid addresses" in told_codes
    assert len({code.value for code in CrawlExit}) == len(list(CrawlExit))
