"""A changed seed tags the lake again; a broken one is refused in one line, the lake untouched."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from newsroom.items import write_items
from transforms.build.pipeline import build, retag
from transforms.lake.snapshot import Lake
from transforms.tag.seeds import FOLDER, SeedError

REPOSITORY = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("retag")
    write_items(folder, articles=60, seed=5)
    build(folder, workers=1)
    return folder


def themes_of(data: Path) -> set[str]:
    lake = Lake(data)
    snapshot = lake.current()
    assert snapshot is not None
    files = snapshot.tables["theme_mentions"]
    return {t for f in files for t in lake.store.read_table(f.path)["theme"].to_pylist()}


def state_of(data: Path) -> dict[str, str]:
    """Digest of every file of the lake."""
    return {
        str(path.relative_to(data)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted((data / "lake").rglob("*"))
        if path.is_file()
    }


def test_a_new_theme_reaches_the_whole_lake_without_a_crawl(data: Path, tmp_path: Path) -> None:
    seeds = shutil.copytree(FOLDER, tmp_path / "seeds")
    with (seeds / "themes.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[theme]]\nid = "记者"\nlabel_en = "Reporter"\nterms = ["记者"]\n')
    assert "记者" not in themes_of(data)
    retag(data, seeds_folder=seeds, workers=1)
    assert "记者" in themes_of(data)
    retag(data, workers=1)
    assert "记者" not in themes_of(data)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("themes.toml", '[[theme]]\nid = "\'; drop table articles; --"\n'),
        ("themes.toml", '[[theme]]\nid = "<script>"\nlabel_en = "x"\nterms = ["xx"]\n'),
        (
            "themes.toml",
            '[[theme]]\nid = "甲"\nlabel_en = "x"\n'
            'pattern = [{ anchor = "甲乙", regex = "(a+)+(?=b)" }]\n',
        ),
        ("regions.csv", "region_code\n360700\n"),
        ("posts.csv", "\x00\x00"),
    ],
)
def test_broken_seeds_leave_the_lake_untouched(
    data: Path, tmp_path: Path, name: str, text: str
) -> None:
    seeds = shutil.copytree(FOLDER, tmp_path / "seeds")
    (seeds / name).write_text(text, encoding="utf-8")
    before = state_of(data)
    with pytest.raises(SeedError, match=rf"^{name}:\d+: [^\n]+$"):
        retag(data, seeds_folder=seeds, workers=1)
    assert state_of(data) == before


def test_the_command_says_so_in_one_line(data: Path, tmp_path: Path) -> None:
    code = (
        "import sys, pathlib, transforms.tag.seeds as s; s.FOLDER = pathlib.Path(sys.argv.pop(1));"
        "from transforms.__main__ import main; main()"
    )
    seeds = shutil.copytree(FOLDER, tmp_path / "seeds")
    (seeds / "themes.toml").write_text('[[theme]]\nid = "甲\n', encoding="utf-8")
    before = state_of(data)
    done = subprocess.run(
        [sys.executable, "-c", code, str(seeds), "retag"],
        env={**os.environ, "COVERAGE_DATA": str(data), "PYTHONPATH": str(REPOSITORY)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode != 0
    assert "themes.toml:2: no TOML" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert state_of(data) == before
