"""The desk itself: its commands, its doctor, its notices, each says what is wrong (A24–A35)."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import replace

from bench.faults import Row
from bench.faults_stage import command, folder, scenarios
from desk.settings import DAGS
from storage.paths import CHECKOUT


def a24_port_taken() -> Row:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        with folder(COVERAGE_PORT=port):
            return command("A24", "the port is taken", ["up"], f"port {port} is taken")


def a25_no_port() -> Row:
    with folder(COVERAGE_PORT="http"):
        return command("A25", "COVERAGE_PORT=http", ["up"], "is no port")


def a25_bad_settings_of_a_run() -> Row:
    """Both are looked at before anything starts."""
    with folder(COVERAGE_SCHEDULE="every morning"):
        schedule = command("A25", "a bad schedule", ["run"], "is no cron line")
    with folder(COVERAGE_PORT="abc"):
        port = command("A25", "a bad port", ["run"], "is no port")
    codes = (schedule.measured, port.measured)
    return replace(
        port,
        scenario="make run with a bad COVERAGE_SCHEDULE, then a bad COVERAGE_PORT",
        demand="exit code 2, one line",
        measured=", ".join(codes),
        is_met=schedule.is_met and port.is_met and codes == ("exit code 2",) * 2,
        line=f"{schedule.line} / {port.line}",
    )


def a26_run_unknown_channel() -> Row:
    with folder():
        return command("A26", "run of no channel", ["run", "--channels", "x"], "no such channel")


def a27_run_live_without_contact() -> Row:
    with folder():
        return command(
            "A27", "live run, no contact", ["run", "--channels", "live"], "CRAWL_CONTACT"
        )


def a28_data_is_a_file() -> Row:
    with folder() as data:
        (data / "file").write_text("")
        os.environ["COVERAGE_DATA"] = str(data / "file")
        return command("A28", "the data folder is a file", ["run"], "COVERAGE_DATA")


def a29_metadata_is_garbage() -> Row:
    with folder() as data:
        (data / "airflow").mkdir()
        (data / "airflow" / "airflow.db").write_bytes(b"no database" * 500)
        return command("A29", "Airflow's metadata is garbage", ["up"], "move")


def a30_broken_dag_file() -> Row:
    """The other DAGs go on parsing, and the import error names file and line."""
    with folder() as data:
        copy = data / "dags"
        shutil.copytree(DAGS, copy)
        (copy / "broken.py").write_text("from airflow.sdk import dag\nraise RuntimeError('typo')\n")
        probe = (
            "import sys; from pathlib import Path;"
            "from airflow.dag_processing.dagbag import BundleDagBag as Bag; f = Path(sys.argv[1]);"
            "bag = Bag(f, bundle_path=f, bundle_name='dags');"
            "print(len(bag.dag_ids), [v.split(chr(10))[-2] for v in bag.import_errors.values()])"
        )
        done = subprocess.run(
            [sys.executable, "-c", probe, str(copy)],
            env=os.environ | {"AIRFLOW_HOME": str(data / "home"), "PYTHONPATH": str(CHECKOUT)},
            capture_output=True,
            text=True,
            check=False,
        )
        line = (done.stdout.strip().splitlines() or [done.stderr[-200:]])[-1]
        return Row(
            case="A30",
            scenario="a DAG file with an error",
            demand="9 others parse, error shown",
            measured=line[:30],
            is_met=line.startswith("9 [") and "typo" in line,
            line=line,
        )


def doctor_says(case: str, scenario: str, check: str, words: str) -> Row:
    from desk.launcher.doctor import CHECKS

    finding = CHECKS[check]()
    return Row(
        case=case,
        scenario=scenario,
        demand="told, with a remedy",
        measured=f"doctor: {finding.level}",
        is_met=finding.level != "ok" and words in finding.text and bool(finding.remedy),
        line=f"{finding.text} → {finding.remedy}",
    )


def a31_secrets_readable() -> Row:
    from desk.launcher.airflow_home import prepare

    with folder() as data:
        prepare()
        (data / "airflow" / "airflow.db").write_text("")
        (data / "airflow" / "airflow.db").chmod(0o644)
        return doctor_says("A31", "a secret others may read", "secrets", "others may read")


def a31_raw_items_readable() -> Row:
    with folder() as data:
        (data / "raw").mkdir(mode=0o755)
        data.chmod(0o755)
        return doctor_says("A31", "raw items others may read", "privacy", "may read raw")


def a32_no_font() -> Row:
    with folder(PATH="/nowhere"):
        return doctor_says("A32", "no Chinese font", "fonts", "no Chinese font")


def a33_database_is_garbage() -> Row:
    with folder() as data:
        (data / "coverage.duckdb").write_bytes(b"no database" * 500)
        return doctor_says("A33", "the published file is garbage", "database", "coverage.duckdb")


def a34_left_over_process() -> Row:
    from desk.process_tree import HOME_VARIABLE

    with folder() as data:
        (data / "airflow").mkdir()
        stray = subprocess.Popen(
            [sys.executable, "-c", "import time; time.sleep(60)"],
            env=os.environ | {HOME_VARIABLE: str(data / "airflow")},
        )
        try:
            time.sleep(0.5)
            return doctor_says("A34", "a process of a dead desk", "leftovers", "dead desk")
        finally:
            stray.kill()
            stray.wait()


def a35_erase_without_a_yes() -> Row:
    with folder() as data:
        (data / "raw" / "items").mkdir(parents=True)
        row = command("A35", "make erase without CONFIRM=yes", ["erase"], "CONFIRM=yes")
        return replace(row, is_met=row.is_met and (data / "raw" / "items").exists())


def a35_notice_command_fails() -> Row:
    from desk.tasks.notices import notify

    with folder(COVERAGE_NOTIFY="/no/such/program") as data:
        notify("failure", "crawl_channels · crawl failed")
        kept = (data / "airflow" / "notices.jsonl").read_text(encoding="utf-8").strip()
        return Row(
            case="A35",
            scenario="the notifier is broken",
            demand="the notice is kept",
            measured="kept" if kept else "lost",
            is_met="crawl failed" in kept,
            line=kept,
        )


SCENARIOS = scenarios(globals())
