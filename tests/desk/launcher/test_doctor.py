from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfoNotFoundError

import duckdb
import psutil
import pytest

import desk.launcher.browser
from desk.launcher import doctor, doctor_checks, lifecycle
from desk.launcher.airflow_home import prepare
from desk.launcher.doctor import CHECKS
from desk.launcher.doctor_checks import Finding
from desk.settings import airflow_home
from storage.leases import FileLease
from storage.paths import data_folder, lease_file

if TYPE_CHECKING:
    from collections.abc import Callable


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


def wrong_python(_: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(sys, "version_info", (3, 12, 1))


def lock_drift(folder: Path, patch: pytest.MonkeyPatch) -> None:
    pins = "pytest==0.0.1 \\\n    --hash=sha256:00\nno-such-package==1.0\n"
    (folder / "requirements.lock").write_text(pins)
    patch.setattr(doctor_checks, "CHECKOUT", folder)


def data_is_a_file(folder: Path, patch: pytest.MonkeyPatch) -> None:
    (folder / "file").write_text("")
    patch.setenv("COVERAGE_DATA", str(folder / "file"))


def data_cannot_be_written(_: Path, patch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    patch.setattr(Path, "write_text", refuse)  # root may write anywhere


def full_disk(_: Path, patch: pytest.MonkeyPatch) -> None:
    data_folder().mkdir(exist_ok=True)
    patch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1_000_000))


def little_memory(_: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(psutil, "virtual_memory", lambda: SimpleNamespace(available=1_000_000))


def bad_port(_: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("COVERAGE_PORT", "http")


def usual_port_taken(_: Path, patch: pytest.MonkeyPatch) -> None:
    patch.delenv("COVERAGE_PORT", raising=False)
    patch.setattr(lifecycle, "is_free", lambda _: False)


def no_zones(_: Path, patch: pytest.MonkeyPatch) -> None:
    def unknown(name: str) -> None:
        raise ZoneInfoNotFoundError(name)

    patch.setattr(doctor_checks, "ZoneInfo", unknown)


def ascii_terminal(_: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="ascii"))


def bare_machine(_: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("PATH", "/nowhere")
    patch.setattr(desk.launcher.browser, "PLACES", ())


def loose_secret(_: Path, __: pytest.MonkeyPatch) -> None:
    prepare()
    (airflow_home() / "airflow.db").write_text("")
    (airflow_home() / "airflow.db").chmod(0o640)


def readable_by_all(_: Path, patch: pytest.MonkeyPatch) -> None:
    folder = Path(tempfile.mkdtemp())  # those of pytest are closed
    folder.chmod(0o755)
    (folder / "raw").mkdir()
    (folder / "raw").chmod(0o755)
    patch.setenv("COVERAGE_DATA", str(folder))


def live_without_contact(_: Path, patch: pytest.MonkeyPatch) -> None:
    patch.delenv("CRAWL_CONTACT", raising=False)
    patch.setenv("COVERAGE_CHANNELS", "live")


def unknown_channel(_: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("COVERAGE_CHANNELS", "no_such_channel")


def bad_schedule(_: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("COVERAGE_SCHEDULE", "every morning")


def broken_dag(folder: Path, patch: pytest.MonkeyPatch) -> None:
    prepare()
    (folder / "broken.py").write_text("from airflow.sdk import dag\nraise RuntimeError('typo')\n")
    patch.setattr(doctor_checks, "DAGS", folder)


def broken_airflow(folder: Path, patch: pytest.MonkeyPatch) -> None:
    prepare()
    (folder / "python").write_text("#!/bin/sh\necho 'ImportError: airflow' >&2\nexit 1\n")
    (folder / "python").chmod(0o755)
    patch.setattr(sys, "executable", str(folder / "python"))


def nothing_published(_: Path, __: pytest.MonkeyPatch) -> None:
    pass


def garbage_published(_: Path, __: pytest.MonkeyPatch) -> None:
    data_folder().mkdir(exist_ok=True)
    (data_folder() / "coverage.duckdb").write_bytes(b"no database" * 500)


def other_storage(_: Path, __: pytest.MonkeyPatch) -> None:
    with duckdb.connect() as connection:
        target = data_folder() / "coverage.duckdb"
        connection.execute(f"attach '{target}' as it (storage_version 'latest')")
        connection.execute("create table it.articles as select 1")


def crawl_runs(_: Path, patch: pytest.MonkeyPatch) -> None:
    lease = FileLease(lease_file(data_folder(), "channel-sample_rss"))
    assert lease.try_acquire()
    patch.setattr(doctor_checks, "held_by_the_test", lease, raising=False)


def process_left_over(_: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(doctor_checks, "processes_of", lambda _: [psutil.Process()])


@pytest.mark.parametrize(
    ("check", "wrong", "level", "words", "remedy"),
    [
        ("python", wrong_python, "fail", "Python 3.12.1", "install Python 3.11"),
        ("lock file", lock_drift, "fail", "2 packages differ: pytest ", "make install"),
        ("data folder", data_is_a_file, "fail", "File exists", "COVERAGE_DATA"),
        ("data folder", data_cannot_be_written, "fail", "Permission denied", "COVERAGE_DATA"),
        ("disk", full_disk, "fail", "0.0 GB free", "COVERAGE_DATA"),
        ("memory", little_memory, "warn", "0.0 GB of memory", "close other programs"),
        ("port", bad_port, "fail", "is no port", "COVERAGE_PORT"),
        ("port", usual_port_taken, "warn", "8080 is taken", "next free"),
        ("time zone", no_zones, "fail", "Asia/Shanghai", "tzdata"),
        ("terminal", ascii_terminal, "warn", "ascii", "PYTHONUTF8"),
        ("fonts", bare_machine, "warn", "no Chinese font", "fonts-noto-cjk"),
        ("browser", bare_machine, "warn", "no Chromium", "desk browser"),
        ("secrets", loose_secret, "fail", "others may read airflow.db", "chmod 600 "),
        ("privacy", readable_by_all, "warn", "other accounts may read raw", "chmod o= "),
        ("settings", live_without_contact, "fail", "no contact address", "CRAWL_CONTACT"),
        ("settings", unknown_channel, "fail", "no_such_channel", "COVERAGE_CHANNELS"),
        ("settings", bad_schedule, "fail", "every morning", "COVERAGE_SCHEDULE"),
        ("DAGs", broken_dag, "fail", "typo", "mend that file"),
        ("DAGs", broken_airflow, "fail", "ImportError: airflow", "make install"),
        ("database", nothing_published, "warn", "nothing is published", "make run"),
        ("database", garbage_published, "fail", "coverage.duckdb", "warehouse build"),
        ("database", other_storage, "warn", "storage version", "warehouse build"),
        ("leftovers", crawl_runs, "warn", "channel-sample_rss.lock", "scrapy crawl"),
        ("leftovers", process_left_over, "fail", "1 processes of a dead desk", "make down"),
    ],
)
def test_what_is_wrong_is_found_with_its_remedy(
    check: str,
    wrong: Callable[[Path, pytest.MonkeyPatch], None],
    level: str,
    words: str,
    remedy: str,
    tmp_path: Path,
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        wrong(tmp_path, patch)
        finding = CHECKS[check]()

    assert finding.level == level, finding
    assert words in finding.text
    assert remedy in finding.remedy
    assert "\n" not in finding.text


def test_after_the_remedy_the_secrets_are_well() -> None:
    prepare()
    assert doctor_checks.check_secrets().level == "ok"
