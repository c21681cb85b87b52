"""``python -m desk doctor``: what is wrong with this machine, and what to do about each thing."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from desk import checks
from desk.checks import Finding
from desk.console import say
from desk.home import DeskError

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
    "python": checks.check_python,
    "lock file": checks.check_lock,
    "data folder": checks.check_data,
    "disk": checks.check_disk,
    "memory": checks.check_memory,
    "port": checks.check_port,
    "time zone": checks.check_time_zone,
    "terminal": checks.check_locale,
    "fonts": checks.check_fonts,
    "browser": checks.check_browser,
    "secrets": checks.check_secrets,
    "settings": checks.check_settings,
    "DAGs": checks.check_dags,
    "database": checks.check_catalogue,
    "leftovers": checks.check_leftovers,
}
