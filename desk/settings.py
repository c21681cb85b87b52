"""What the desk crawls by default and where it answers: every setting a user may set, in one place.

| variable | meaning | default |
|---|---|---|
| COVERAGE_DATA | the data folder | <repository>/data |
| COVERAGE_CHANNELS | ``sample``, ``live``, or channel ids separated by blanks | sample |
| COVERAGE_SCHEDULE | when the daily crawl of yesterday starts, Asia/Shanghai | 0 0 * * * |
| COVERAGE_PORT | port of the Airflow page on 127.0.0.1 | 8080, or the next free one |
| COVERAGE_NOTIFY | command that receives notices on its standard input | none: files only |
| CRAWL_CONTACT | contact address in the user agent; live channels refuse without it | none |
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from desk import DeskError
from storage.paths import CHECKOUT, data_folder

if TYPE_CHECKING:
    from pathlib import Path

DAGS = CHECKOUT / "dags"
METADATA_PATIENCE = {"timeout": 15}
"""Seconds Airflow waits for its SQLite file while another of its connections writes.

With the default of 5 a busy machine answered "database is locked"; with 60 two requests of the
API server that wait for one another stood still for that minute. Who triggers asks again.
"""


class SettingError(DeskError, ValueError):
    """A setting, or a wish in a form, that makes no sense: no second try would help."""


def airflow_home() -> Path:
    return data_folder() / "airflow"


def cron() -> str:
    return os.environ.get("COVERAGE_SCHEDULE", "").strip() or "0 0 * * *"


def check() -> None:
    """Before anything starts: SettingError for a port or a schedule that makes no sense."""
    from croniter import croniter  # Airflow's own reader of cron lines

    wanted_port()
    if not croniter.is_valid(cron()):
        raise SettingError(
            f"COVERAGE_SCHEDULE={cron()[:40]!r} is no cron line 不是 cron 表达式:"
            " COVERAGE_SCHEDULE='30 5 * * *' crawls at half past five, Beijing time"
        )


def contact() -> str | None:
    return os.environ.get("CRAWL_CONTACT", "").strip() or None


def wanted_port() -> int | None:
    """The port asked for; None leaves the choice to the desk. SettingError names a bad one."""
    text = os.environ.get("COVERAGE_PORT", "").strip()
    if not text:
        return None
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise SettingError(
            f"COVERAGE_PORT={text[:40]!r} is no port 不是端口: set a number from 1 to 65535"
        )
    return int(text)


def environment_without_airflow() -> dict[str, str]:
    """Ours without Airflow's settings and secrets: for crawls and the newsroom, which need none."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("AIRFLOW", "_AIRFLOW"))
    }
