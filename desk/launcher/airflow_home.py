"""The Airflow home of one data folder: secrets (0600), environment, migrated metadata."""

from __future__ import annotations

import base64
import fcntl
import json
import os
import secrets
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from desk.launcher.process_tree import MARK, tethered
from desk.settings import DAGS, REPO, airflow_home, data_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

USER = "admin"
TEMPLATE = "COVERAGE_AIRFLOW_TEMPLATE"
"""Names a migrated metadata file to start from: tests and the chaos run save the migration."""


class DeskError(Exception):
    """What went wrong and what to do about it, in one line."""


def mark() -> str:
    """What every process of this data folder's desk carries in its environment."""
    return str(airflow_home())


def prepare() -> None:
    """Make the home, its secrets and its password file, where missing. Nothing is overwritten."""
    home = airflow_home()
    try:
        home.mkdir(parents=True, exist_ok=True)
        home.chmod(0o700)
        for name, content in {
            "jwt_secret": lambda: secrets.token_hex(64),
            "secret_key": lambda: secrets.token_hex(32),
            "fernet_key": lambda: base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
            "passwords.json": lambda: json.dumps({USER: secrets.token_urlsafe(12)}),
        }.items():
            _write_secret(home / name, content)
    except OSError as error:
        raise DeskError(
            f"{home}: {error.strerror}: make it writable or set COVERAGE_DATA to another folder"
        ) from error


def password() -> str:
    return str(json.loads((airflow_home() / "passwords.json").read_text())[USER])


def environment(port: int) -> dict[str, str]:
    """The environment of the desk's processes: the caller's, without its Airflow settings."""
    home = airflow_home()
    own = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("AIRFLOW_", "_AIRFLOW_"))
    }
    return own | {
        MARK: mark(),
        "COVERAGE_DATA": str(data_folder()),
        "AIRFLOW_HOME": str(home),
        "AIRFLOW_CONFIG": str(REPO / "desk" / "airflow.cfg"),
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
        "PYTHONPATH": str(REPO),
        "PYTHONWARNINGS": "ignore",
        "PYTHONUNBUFFERED": "1",
        # process titles are written over the environment otherwise, and with it the mark
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
            cwd=REPO,
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=tethered(),
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


@contextmanager
def held(path: Path) -> Iterator[bool]:
    """Whether this process got the lock file; it is let go at the end, or when the process dies."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def is_held(path: Path) -> bool:
    """Whether some process holds the lock file."""
    if not path.exists():
        return False
    with held(path) as got:
        return not got


def _last_error(text: str) -> str:
    """The last line that names an error, else the last line."""
    lines = text.strip().splitlines() or ["no message"]
    named = [line for line in lines if "Error" in line.partition(":")[0]]
    return (named or lines)[-1].strip()[:300]


def _write_secret(path: Path, content: object) -> None:
    if path.exists():
        path.chmod(0o600)
        return
    part = path.with_name(f".{path.name}.part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as handle:
        handle.write(content())  # type: ignore[operator]
    part.rename(path)
