"""What every test shares: a data folder of its own, and no way out to the network."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from pathlib import Path

# A failing property test in a process that has imported Scrapy dies in libcst otherwise,
# and hides the counter-example.
sys.modules["hypothesis.extra._patching"] = None  # type: ignore[assignment]

# An example of 200 ms says that the machine is busy; pytest-timeout ends a test that hangs.
settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")


@pytest.fixture(autouse=True)
def own_data_folder(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Nothing a test does may touch the project's own data/."""
    folder = tmp_path_factory.mktemp("data")
    monkeypatch.setenv("COVERAGE_DATA", str(folder))
    return folder
