"""Is the memory of a long crawl flat? See ``python -m bench.crawl --memory 50000``."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from statistics import linear_regression

import psutil

EVERY, SETTLING = 1000, 5000
"""Memory is told every so many pages; caches fill during the first."""
MOST_GROWTH, MOST_SLOPE = 0.1, 0.1
"""What still is flat: of the settled memory, and MiB per thousand pages."""


def watch(site: str) -> None:
    """One long crawl that tells its resident memory every thousand pages, and the verdict."""
    with tempfile.TemporaryDirectory(prefix="bench-crawl-") as folder:
        child = subprocess.Popen(
            [*(sys.executable, "-m", "bench.crawl", "--variant", "ours"), "--site", site],
            env=os.environ | {"COVERAGE_DATA": folder, "CRAWL_CONTACT": "mailto:bench@example.org"},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert child.stdout is not None
        marks = []
        for line in child.stdout:
            result = json.loads(line)
            if "rate" not in result:
                marks.append(result["rss"])
                print(f"{result['pages']:>7,} pages {result['rss']:>6.1f} MiB", flush=True)
    print(f"{result['pages']:,} pages at {result['rate']:.0f}/s; {verdict(marks)}")


def verdict(marks: list[float]) -> str:
    """Is the memory flat? ``marks``: resident MiB after each thousand pages."""
    settled = marks[SETTLING // EVERY - 1 :]
    if len(settled) < 2:
        return f"too few pages to say whether memory is flat: more than {SETTLING:,} are needed"
    slope = linear_regression(range(len(settled)), settled).slope
    growth = max(settled) / settled[0] - 1
    is_flat = growth <= MOST_GROWTH and slope <= MOST_SLOPE
    return (
        f"memory {'flat' if is_flat else 'NOT FLAT'}: {settled[0]:.0f} MiB after {SETTLING:,}"
        f" pages, {max(settled):.0f} at most later ({growth:+.1%}),"
        f" {slope:+.3f} MiB per 1,000 pages; flat is {MOST_GROWTH:+.0%} in all and"
        f" {MOST_SLOPE:+.1f} MiB per 1,000"
    )


def resident() -> float:
    """MiB of this process."""
    return float(psutil.Process().memory_info().rss / 2**20)
