"""Whatever goes wrong in a command is one line that says what, where and what to do."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest

from storage.command_line import os_error_line

REPO = Path(__file__).parents[2]
BAD = {
    "no such option": ("transforms", "build", "--sinc", "2019-01-01"),
    "no such command": ("transforms", "biuld"),
    "too low": ("transforms", "build", "--workers", "0"),
    "no day": ("transforms", "build", "--since", "soon"),
    "days the wrong way round": ("transforms", "build", "--since", "2019-02-02", "--until",
                                 "2019-01-01"),
    "no such gate": ("transforms", "release", "--gate", "wind"),
    "no query": ("warehouse", "query"),
    "neither view nor query": ("warehouse", "export", "--out", "/tmp/never.csv"),
    "no format": ("warehouse", "export", "--view", "channels", "--out", "/tmp/never.abc"),
    "no view": ("warehouse", "export", "--view", "a b", "--out", "/tmp/never.csv"),
    "no size": ("warehouse", "query", "--memory", "lots", "select 1"),
}  # fmt: skip


def run(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=REPO,
        env={"PATH": "", "COVERAGE_DATA": str(data)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("arguments", BAD.values(), ids=BAD.keys())
def test_a_bad_argument_is_one_line_and_code_2(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = run(tmp_path, *arguments)

    assert (done.returncode, done.stderr.count("\n"), done.stdout) == (2, 1, ""), done.stderr
    assert done.stderr.startswith(f"{arguments[0]}: ")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("module", ["transforms", "warehouse"])
def test_a_folder_that_is_a_file_is_named_with_what_to_do(tmp_path: Path, module: str) -> None:
    (tmp_path / "data").write_text("no folder")

    done = run(tmp_path / "data", module, "build")

    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert str(tmp_path / "data") in done.stderr
    assert "check COVERAGE_DATA" in done.stderr
    assert "Errno" not in done.stderr


@pytest.mark.parametrize("module", ["transforms", "warehouse"])
def test_help_is_no_failure(tmp_path: Path, module: str) -> None:
    asked, bare = run(tmp_path, module, "build", "--help"), run(tmp_path, module)

    assert (asked.returncode, bare.returncode) == (0, 2)
    assert "Usage: " in asked.stdout
    assert "Usage: " in bare.stdout


@pytest.mark.parametrize(
    "number",
    [errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.EACCES, errno.EROFS, errno.ENOSPC, errno.EIO],
)
def test_an_error_of_the_system_says_what_where_and_what_to_do(number: int) -> None:
    line = os_error_line(OSError(number, os.strerror(number), "/data/raw/x"))

    assert line.startswith("/data/raw/x: ")
    assert "Errno" not in line
    assert line.count(": ") == 2


def test_an_unknown_one_keeps_its_words_and_arrows_own_names_its_file() -> None:
    assert "Too many open files" in os_error_line(OSError(errno.EMFILE, "Too many open files"))
    with pytest.raises(OSError, match="nowhere") as refused:
        pa.fs.LocalFileSystem().open_input_file("/nowhere/x")
    assert os_error_line(refused.value).startswith("/nowhere/x: is not there")
