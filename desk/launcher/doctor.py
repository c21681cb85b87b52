"""``python -m desk doctor``: what is wrong with this machine, and what to do about each thing."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from desk import DeskError
from desk.launcher import doctor_checks
from desk.launcher.console import say
from desk.launcher.doctor_checks import Finding

if TYPE_CHECKING:
    from collections.abc import Callable


def doctor() -> int:
    """Run every check; 1 if any failed."""
    worst = 0
    for name, check in CHECKS.items():
        try:
            finding = check()
        except (DeskError, OSError, ValueError, subprocess.SubprocessError) as error:
            finding = Finding("fail", str(error)[:300], "mend this first, then run make doctor")
        worst = max(worst, ("ok", "warn", "fail").index(finding.level))
        say(f"{SIGNS[finding.level]} {name:<14} {finding.text}")
        if finding.remedy:
            say(f"  {'':<14} → {finding.remedy}")
    say(("一切正常 all is well", "可用，有提醒 it works; see the hints", "有问题 not ready")[worst])
    return int(worst == 2)


SIGNS = {"ok": "✓", "warn": "!", "fail": "✗"}


CHECKS: dict[str, Callable[[], Finding]] = {
    "python": doctor_checks.check_python,
    "lock file": doctor_checks.check_lock,
    "data folder": doctor_checks.check_data,
    "privacy": doctor_checks.check_privacy,
    "disk": doctor_checks.check_disk,
    "memory": doctor_checks.check_memory,
    "port": doctor_checks.check_port,
    "time zone": doctor_checks.check_time_zone,
    "terminal": doctor_checks.check_locale,
    "fonts": doctor_checks.check_fonts,
    "browser": doctor_checks.check_browser,
    "secrets": doctor_checks.check_secrets,
    "settings": doctor_checks.check_settings,
    "DAGs": doctor_checks.check_dags,
    "database": doctor_checks.check_catalogue,
    "leftovers": doctor_checks.check_leftovers,
}
