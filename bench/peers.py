"""Are the tools that a bench compares with at hand? They have a lock of their own."""

from __future__ import annotations

import sys
from importlib.metadata import PackageNotFoundError, version


def require(*packages: str) -> None:
    """End the command with one line if any of the named distributions is not installed."""
    missing = [name for name in packages if not is_installed(name)]
    if missing:
        sys.exit(f"bench: {', '.join(missing)} not installed 缺少对比工具: run make peers 请运行")


def is_installed(package: str) -> bool:
    try:
        version(package)
    except PackageNotFoundError:
        return False
    return True
