"""The published catalogue gives the same rows in DuckDB 2.0 and in 1.5.6."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.warehouse import lake
from tests.warehouse.conftest import small_rows
from warehouse.build import build
from warehouse.sql_files import sql_files

if TYPE_CHECKING:
    from pathlib import Path

OLDER = "1.5.6"
SHELL = """
import sys, json, duckdb
catalogue, asked = sys.argv[1], json.load(open(sys.argv[2], encoding="utf-8"))
answers = {}
with duckdb.connect(catalogue, read_only=True) as shell:
    shell.execute("set timezone = 'UTC'")
    for name, sql in asked.items():
        rows = shell.execute(sql).fetchall()
        answers[name] = sorted(repr(row) for row in rows)
print(json.dumps({"version": duckdb.__version__, "answers": answers}))
"""


@pytest.fixture(scope="module")
def older(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds DuckDB 1.5.6 and nothing of ours."""
    folder = tmp_path_factory.mktemp("older")
    wanted = [f"duckdb=={OLDER}", "pytz"]
    command = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--target", str(folder)]
    try:
        done = subprocess.run(
            [*command, "--python", sys.executable, *wanted],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    except subprocess.TimeoutExpired:
        pytest.skip(f"duckdb {OLDER} could not be installed in 120 s")
    if done.returncode:
        pytest.skip(f"duckdb {OLDER} could not be installed: {done.stderr.strip()[-200:]}")
    return folder


def answers(catalogue: Path, asked: Path, folder: Path, version: Path | None) -> dict[str, object]:
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    if version:
        environment["PYTHONPATH"] = str(version)
    done = subprocess.run(
        [sys.executable, "-c", SHELL, str(catalogue), str(asked)],
        env=environment,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def test_both_versions_give_the_same_rows(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, older: Path
) -> None:
    lake.write_lake(tmp_path, small_rows())
    catalogue = build(tmp_path)
    asked = {file.path.stem: file.sql for file in sql_files("cookbook")}
    asked |= {file.path.stem: file.sql for file in sql_files("checks")}
    for file in sql_files("views"):
        if file.kind == "view":
            asked[file.name] = f"from {file.name}"
    questions = tmp_path / "questions.json"
    questions.write_text(json.dumps(asked), encoding="utf-8")
    elsewhere = tmp_path_factory.mktemp("elsewhere")

    new = answers(catalogue, questions, elsewhere, None)
    old = answers(catalogue, questions, elsewhere, older)

    assert (new["version"], old["version"]) == ("2.0.0", OLDER)
    assert old["answers"] == new["answers"]
    assert len(new["answers"]) > 60


def test_the_cookbook_is_documented_in_both_languages() -> None:
    recipes = sql_files("cookbook")

    assert len(recipes) >= 15
    for recipe in recipes:
        assert recipe.grain.isascii(), recipe.path.name
        assert any("\u4e00" <= character <= "\u9fff" for character in recipe.notes)
        assert "~" not in recipe.sql
        assert "->" not in recipe.sql
