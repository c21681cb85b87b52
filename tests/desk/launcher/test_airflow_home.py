"""Secrets, settings, ports: what the desk prepares before it starts anything."""

from __future__ import annotations

import socket
import stat
from typing import TYPE_CHECKING

import pytest

from desk import DeskError
from desk.launcher import lifecycle
from desk.launcher.airflow_home import environment, password, prepare
from desk.settings import airflow_home
from storage.paths import CHECKOUT

if TYPE_CHECKING:
    from pathlib import Path

SECRETS = ("jwt_secret", "secret_key", "fernet_key", "passwords.json")


def test_secrets_are_made_once_and_only_we_may_read_them() -> None:
    prepare()
    before = {name: (airflow_home() / name).read_text() for name in SECRETS}
    (airflow_home() / "jwt_secret").chmod(0o644)
    prepare()

    assert {name: (airflow_home() / name).read_text() for name in SECRETS} == before
    assert len(before["jwt_secret"]) == 128
    for name in SECRETS:
        assert stat.S_IMODE((airflow_home() / name).stat().st_mode) == 0o600
    assert stat.S_IMODE(airflow_home().stat().st_mode) == 0o700
    assert len(password()) >= 12


def test_the_environment_is_bound_to_loopback_and_forgets_a_foreign_airflow(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("AIRFLOW__CORE__EXECUTOR", "SomebodyElses")
    monkeypatch.setenv("AIRFLOW_HOME", "/nowhere")
    prepare()

    env = environment(8123)

    assert "AIRFLOW__CORE__EXECUTOR" not in env
    assert env["AIRFLOW_HOME"] == str(airflow_home())
    assert env["AIRFLOW__CORE__EXECUTION_API_SERVER_URL"] == "http://127.0.0.1:8123/execution/"
    assert "host = 127.0.0.1" in (CHECKOUT / "desk" / "airflow.cfg").read_text()


def test_a_folder_that_cannot_be_made_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("COVERAGE_DATA", str(tmp_path / "file"))

    with pytest.raises(DeskError, match="COVERAGE_DATA") as caught:
        prepare()
    assert "\n" not in str(caught.value)


def test_a_taken_port_is_refused_if_asked_for_and_passed_over_if_not(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        monkeypatch.setenv("COVERAGE_PORT", str(port))
        with pytest.raises(DeskError, match=f"port {port} is taken"):
            lifecycle.choose_port()

        monkeypatch.delenv("COVERAGE_PORT")
        monkeypatch.setattr(lifecycle, "DEFAULT_PORT", port)
        assert lifecycle.choose_port() != port
        assert f"Port {port} is taken: using" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["http", "0", "70000", "-1"])
def test_a_bad_port_is_refused(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COVERAGE_PORT", text)
    with pytest.raises(DeskError, match="is no port"):
        lifecycle.choose_port()
