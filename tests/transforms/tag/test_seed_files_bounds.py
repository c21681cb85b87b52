"""A seed file that no parser can hold is one line, not a traceback."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from transforms.tag.seed_files import SeedError, read_toml

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("value", ["[" * 100_000, "{a=" * 50_000, "9" * 5_000])
def test_deep_and_huge_values_are_one_line(tmp_path: Path, value: str) -> None:
    path = tmp_path / "themes.toml"
    path.write_text(f"[[theme]]\nid = {value}\n", encoding="utf-8")

    with pytest.raises(SeedError, match=r"\Athemes\.toml:\d+: no TOML[^\n]{1,200}\Z"):
        read_toml(path, "theme", {"id"})
