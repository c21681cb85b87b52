"""A setting that makes no sense is one line and exit code 2, before anything is started."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desk.__main__ import main
from desk.settings import airflow_home

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("command", ["run", "up"])
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("COVERAGE_PORT", "abc"),
        ("COVERAGE_PORT", "0"),
        ("COVERAGE_PORT", "65536"),
        ("COVERAGE_PORT", "²"),
        ("COVERAGE_SCHEDULE", "every morning"),
        ("COVERAGE_SCHEDULE", "61 5 * * *"),
        ("COVERAGE_CHANNELS", "no_such_channel"),
    ],
)
def test_a_bad_setting_starts_nothing(
    command: str,
    name: str,
    value: str,
    own_data_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv(name, value)

    assert main([command]) == 2

    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1
    assert name in err or value in err
    assert not airflow_home().exists()
    assert not any(own_data_folder.iterdir())
