from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from desk import checks, doctor
from desk.checks import Finding
from desk.doctor import CHECKS
from desk.home import prepare
from desk.settings import airflow_home

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_there_are_enough_checks_and_each_finding_is_one_line() -> None:
    assert len(CHECKS) >= 12
    for name, check in CHECKS.items():
        if name == "DAGs":
            continue  # starts an Airflow: tests/dags parses them
        finding = check()
        assert finding.level in ("ok", "warn", "fail"), name
        assert "\n" not in finding.text, name
        assert bool(finding.remedy) == (finding.level != "ok"), name


def test_it_fails_if_one_check_fails_and_shows_the_remedy(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        doctor,
        "CHECKS",
        {"good": lambda: Finding("ok", "fine"), "bad": lambda: Finding("fail", "broken", "mend")},
    )
    assert doctor.doctor() == 1
    out = capsys.readouterr().out
    assert "✓ good" in out
    assert "→ mend" in out

    monkeypatch.setattr(doctor, "CHECKS", {"so-so": lambda: Finding("warn", "hm", "look")})
    assert doctor.doctor() == 0


def test_a_check_that_breaks_is_a_finding(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> Finding:
        raise subprocess.TimeoutExpired("fc-list", 5)

    monkeypatch.setattr(doctor, "CHECKS", {"fonts": broken})
    assert doctor.doctor() == 1
    assert "timed out" in capsys.readouterr().out


def test_a_secret_that_others_may_read_is_found() -> None:
    prepare()
    assert checks.check_secrets().level == "ok"
    (airflow_home() / "airflow.db").write_text("")
    (airflow_home() / "airflow.db").chmod(0o640)
    assert checks.check_secrets().remedy.startswith("chmod 600 ")


def test_live_channels_without_a_contact_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CRAWL_CONTACT", raising=False)
    monkeypatch.setenv("COVERAGE_CHANNELS", "live")
    assert checks.check_settings().level == "fail"
    assert "CRAWL_CONTACT" in checks.check_settings().remedy


def test_lock_drift_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "requirements.lock").write_text(
        "pytest==0.0.1 \\\n    --hash=sha256:00\nno-such-package==1.0\n"
    )
    monkeypatch.setattr(checks, "REPO", tmp_path)
    assert checks.check_lock().text.startswith("2 packages differ: pytest ")
