"""What the desk says to the person at the terminal: one line at a time, at once."""

from __future__ import annotations

import sys


def say(line: str = "") -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
