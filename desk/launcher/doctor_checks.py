"""The doctor's checks: each looks at one thing and says its remedy. None changes anything."""

from __future__ import annotations

import importlib.metadata
import os
import shlex
import shutil
import subprocess
import sys
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from desk import DeskError, settings
from desk.channels import choose, live_among
from desk.launcher import lifecycle
from desk.launcher.airflow_home import environment, prepare
from desk.launcher.browser import find_chromium, has_chinese_font
from desk.launcher.supervisor import running
from desk.process_tree import processes_of
from desk.published import NotPublishedError, catalogue, opened
from desk.settings import DAGS, SettingError, airflow_home, contact
from storage.clock import ZONE
from storage.files import is_open_to_others, make_private_folder
from storage.leases import FileLease
from storage.paths import CATALOGUE, CHECKOUT, data_folder, lease_file

FREE_GIGABYTES = 2
MEMORY_GIGABYTES = 1.5
SECRETS = ("jwt_secret", "secret_key", "fernet_key", "passwords.json", "airflow.db")
PARSE_SECONDS = 180


class Finding(NamedTuple):
    """``level``: ok, warn (it works, but), fail (it does not). ``remedy`` is empty if ok."""

    level: str
    text: str
    remedy: str = ""


def check_python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] != (3, 11):
        return Finding("fail", f"Python {version}", "install Python 3.11, then make install")
    return Finding("ok", f"Python {version}")


def check_lock() -> Finding:
    """Installed versions against requirements.lock."""
    wanted = {}
    for line in (CHECKOUT / "requirements.lock").read_text(encoding="utf-8").splitlines():
        name, is_pin, rest = line.partition("==")
        if is_pin and not line.startswith((" ", "#")):
            wanted[name.split("[")[0]] = rest.split()[0].rstrip("\\;")
    drifted = []
    for name, version in wanted.items():
        try:
            found = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            found = "missing"
        if found != version:
            drifted.append(f"{name} {found} (locked {version})")
    if drifted:
        shown = ", ".join(drifted[:3])
        return Finding("fail", f"{len(drifted)} packages differ: {shown}", "make install")
    return Finding("ok", f"{len(wanted)} packages as locked")


def check_data() -> Finding:
    folder = data_folder()
    probe = folder / f".doctor.{os.getpid()}"
    try:
        make_private_folder(folder)
        probe.write_text("")
        probe.unlink()
    except OSError as error:
        remedy = "make it writable, or set COVERAGE_DATA to a folder that is"
        return Finding("fail", f"{folder}: {error.strerror}", remedy)
    return Finding("ok", f"{folder} is writable")


def check_privacy() -> Finding:
    """What an older version, or a hand, left readable to every account of this machine."""
    data = data_folder()
    kept = [data / name for name in ("raw", "lake", "state", "airflow", "quality", CATALOGUE)]
    exposed = [path for path in kept if is_open_to_others(path)]
    if not exposed:
        return Finding("ok", "raw items, lake and database are not open to other accounts")
    shown = ", ".join(path.name for path in exposed)
    places = " ".join(shlex.quote(str(path)) for path in exposed)
    return Finding("warn", f"other accounts may read {shown}", f"chmod o= {places}")


def check_disk() -> Finding:
    free = shutil.disk_usage(data_folder()).free / 1e9
    level = "ok" if free >= FREE_GIGABYTES else "fail"
    remedy = f"free {FREE_GIGABYTES} GB, or set COVERAGE_DATA to another disk"
    return Finding(level, f"{free:.1f} GB free", "" if level == "ok" else remedy)


def check_memory() -> Finding:
    import psutil

    free = psutil.virtual_memory().available / 1e9
    if free < MEMORY_GIGABYTES:
        return Finding(
            "warn", f"{free:.1f} GB of memory free", "close other programs before make run"
        )
    return Finding("ok", f"{free:.1f} GB of memory free, {os.cpu_count()} cores")


def check_port() -> Finding:
    if state := running():
        return Finding("ok", f"the desk serves on port {state.port}")
    try:
        port = lifecycle.choose_port(tell=False)
    except DeskError as error:
        return Finding("fail", str(error), "unset COVERAGE_PORT, or choose a free port")
    if port != lifecycle.DEFAULT_PORT and "COVERAGE_PORT" not in os.environ:
        return Finding(
            "warn", f"port {lifecycle.DEFAULT_PORT} is taken", "the desk takes the next free"
        )
    return Finding("ok", f"port {port} is free")


def check_time_zone() -> Finding:
    try:
        ZoneInfo(ZONE)
    except ZoneInfoNotFoundError:
        return Finding("fail", "Asia/Shanghai is unknown here", "apt-get install tzdata")
    return Finding("ok", "Asia/Shanghai is known; days are Beijing days wherever this runs")


def check_locale() -> Finding:
    if (sys.stdout.encoding or "").lower().replace("-", "") != "utf8":
        remedy = "export PYTHONUTF8=1 (or LANG=C.UTF-8)"
        return Finding("warn", f"the terminal speaks {sys.stdout.encoding}", remedy)
    return Finding("ok", "the terminal speaks UTF-8")


def check_fonts() -> Finding:
    if has_chinese_font():
        return Finding("ok", "a Chinese font is there for screenshots and exported charts")
    return Finding("warn", "no Chinese font: charts show boxes", "apt-get install fonts-noto-cjk")


def check_browser() -> Finding:
    if path := find_chromium():
        return Finding("ok", f"Chromium is {path}")
    return Finding("warn", "no Chromium: browser tests will not run", "python -m desk browser")


def check_secrets() -> Finding:
    prepare()
    loose = [
        name
        for name in SECRETS
        if (airflow_home() / name).exists() and (airflow_home() / name).stat().st_mode & 0o077
    ]
    if loose:
        remedy = f"chmod 600 {' '.join(str(airflow_home() / name) for name in loose)}"
        return Finding("fail", f"others may read {', '.join(loose)}", remedy)
    return Finding("ok", "secrets are readable by you alone")


def check_settings() -> Finding:
    try:
        chosen = choose()
    except ValueError as error:
        return Finding("fail", f"COVERAGE_CHANNELS: {error}", "set COVERAGE_CHANNELS to such ids")
    try:
        settings.check()
    except SettingError as error:
        text, _, remedy = str(error).partition(": ")
        return Finding("fail", text, remedy)
    live = live_among(chosen)
    if live and not contact():
        remedy = "CRAWL_CONTACT=mailto:you@example.org (a webmaster must be able to reach you)"
        return Finding("fail", f"{len(live)} live channels and no contact address", remedy)
    return Finding("ok", f"{len(chosen)} channels are crawled by default, {len(live)} of them live")


def check_dags() -> Finding:
    """Every DAG file parses in an Airflow of its own."""
    probe = (
        "import sys; from pathlib import Path;"
        "from airflow.dag_processing.dagbag import BundleDagBag as Bag; f = Path(sys.argv[1]);"
        "bag = Bag(f, bundle_path=f, bundle_name='dags');"
        "print('|'.join(f'{k}: {v.split(chr(10))[-2]}' for k, v in bag.import_errors.items()));"
        "print(len(bag.dag_ids))"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe, str(DAGS)],
        env=environment(lifecycle.DEFAULT_PORT),
        capture_output=True,
        text=True,
        timeout=PARSE_SECONDS,
        check=False,
    )
    lines = done.stdout.splitlines()
    if done.returncode or len(lines) < 2:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1][:200]
        return Finding("fail", f"Airflow does not start: {last}", "make install")
    if lines[-2]:
        return Finding("fail", lines[-2][:300], "mend that file: the other DAGs go on")
    return Finding("ok", f"{lines[-1]} DAGs parse")


def check_catalogue() -> Finding:
    """The published database opens, and in DuckDB 1.x shells too."""
    import duckdb

    try:
        with opened() as connection:
            [(tags,)] = connection.execute(
                "select tags['storage_version'] from duckdb_databases() where not internal"
            ).fetchall()
            connection.execute("select count(*) from articles").fetchall()
    except NotPublishedError:
        return Finding("warn", "nothing is published yet", "make run")
    except duckdb.Error as error:
        first = str(error).splitlines()[0][:200]
        return Finding("fail", f"{catalogue()}: {first}", "python -m warehouse build makes it anew")
    if not str(tags).startswith("v1.2"):
        return Finding("warn", f"storage version {tags}", "python -m warehouse build")
    return Finding("ok", f"the published database opens (storage {tags})")


def check_leftovers() -> Finding:
    """Processes and locks of a desk that is gone."""
    if running():
        return Finding("ok", f"the desk is up with {len(processes_of(airflow_home()))} processes")
    if left := processes_of(airflow_home()):
        return Finding("fail", f"{len(left)} processes of a dead desk live on", "make down")
    locks = [
        path.name
        for path in lease_file(data_folder(), "any").parent.glob("channel-*.lock")
        if FileLease(path).holder()
    ]
    if locks:
        return Finding(
            "warn", f"crawls hold {', '.join(locks[:3])}", "wait, or stop that scrapy crawl"
        )
    return Finding("ok", "no process and no lock is left over")
