"""The Airflow home of one data folder: secrets (0600), environment, migrated metadata."""

from __future__ import annotations

import base64
import json
import os
import secrets
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from desk import DeskError
from desk.process_tree import HOME_VARIABLE, parent_death_signal
from desk.settings import DAGS, airflow_home, environment_without_airflow
from storage.files import make_private_folder, write_whole
from storage.paths import CHECKOUT, data_folder

if TYPE_CHECKING:
    from collections.abc import Callable

USER = "admin"
TEMPLATE = "COVERAGE_AIRFLOW_TEMPLATE"
"""Names a migrated metadata file to start from: tests and the chaos run save the migration."""


def prepare() -> None:
    """Make the home, its secrets and its password file, where missing. Nothing is overwritten."""
    home = airflow_home()
    try:
        make_private_folder(home)
        home.chmod(0o700)
        for name, make in {
            "jwt_secret": lambda: secrets.token_hex(64),
            "secret_key": lambda: secrets.token_hex(32),
            "fernet_key": lambda: base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
            "passwords.json": lambda: json.dumps({USER: secrets.token_urlsafe(12)}),
        }.items():
            _write_secret(home / name, make)
    except OSError as error:
        raise DeskError(
            f"{home}: {error.strerror}: make it writable or set COVERAGE_DATA to another folder"
        ) from error


def password() -> str:
    return str(json.loads((airflow_home() / "passwords.json").read_text())[USER])


def environment(port: int) -> dict[str, str]:
    """The environment of the desk's processes: the caller's, without its Airflow settings."""
    home = airflow_home()
    return environment_without_airflow() | {
        HOME_VARIABLE: str(home),
        "COVERAGE_DATA": str(data_folder()),
        "AIRFLOW_HOME": str(home),
        "AIRFLOW_CONFIG": str(CHECKOUT / "desk" / "airflow.cfg"),
        "AIRFLOW__CORE__DAGS_FOLDER": str(DAGS),
        "AIRFLOW__CORE__PLUGINS_FOLDER": str(DAGS / "plugins"),
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": str(home / "passwords.json"),
        "AIRFLOW__CORE__FERNET_KEY": (home / "fernet_key").read_text(),
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"http://127.0.0.1:{port}/execution/",
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{home / 'airflow.db'}",
        "AIRFLOW__LOGGING__BASE_LOG_FOLDER": str(home / "logs"),
        "AIRFLOW__API__PORT": str(port),
        "AIRFLOW__API__BASE_URL": f"http://127.0.0.1:{port}",
        "AIRFLOW__API__SECRET_KEY": (home / "secret_key").read_text(),
        "AIRFLOW__API_AUTH__JWT_SECRET": (home / "jwt_secret").read_text(),
        "PYTHONPATH": str(CHECKOUT),
        "PYTHONWARNINGS": "ignore",
        "PYTHONUNBUFFERED": "1",
        # process titles are written over the environment otherwise, and with it the variable above
        "SPT_NOENV": "1",
        "NO_PROXY": "127.0.0.1,localhost",
        "no_proxy": "127.0.0.1,localhost",
    }


def migrate(env: dict[str, str]) -> bool:
    """Bring the metadata file to this Airflow's schema; True if anything was done."""
    home = airflow_home()
    database, stamp = home / "airflow.db", home / "migrated"
    version = airflow_version()
    if database.exists() and stamp.exists() and stamp.read_text() == version:
        return False
    template = os.environ.get(TEMPLATE)
    if template and Path(template).exists() and not database.exists():
        shutil.copyfile(template, database)
    else:
        done = subprocess.run(
            [sys.executable, "-m", "airflow", "db", "migrate"],
            env=env,
            cwd=CHECKOUT,
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=parent_death_signal(),
        )
        if done.returncode:
            raise DeskError(
                f"{database}: Airflow could not prepare it ({_last_error(done.stderr)}):"
                f" move {home} away and try again"
            )
    database.chmod(0o600)
    stamp.write_text(version)
    return True


def airflow_version() -> str:
    from importlib.metadata import version

    return version("apache-airflow")


def _last_error(text: str) -> str:
    """The last line that names an error, else the last line."""
    lines = text.strip().splitlines() or ["no message"]
    named = [line for line in lines if "Error" in line.partition(":")[0]]
    return (named or lines)[-1].strip()[:300]


def _write_secret(path: Path, make: Callable[[], str]) -> None:
    if path.exists():
        path.chmod(0o600)
    else:
        write_whole(path, make(), mode=0o600)
