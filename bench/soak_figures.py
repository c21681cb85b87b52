"""What is counted in a soak, and does it grow? Figures of a day, table of growth, picture."""

from __future__ import annotations

import ctypes
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import psutil
import pyarrow as pa

from bench.soak_machine import ALLOCATORS
from storage.paths import ChannelPaths

if TYPE_CHECKING:
    from pathlib import Path

FLAT = {
    "open handles": 0.02,
    "threads": 0.02,
    "memory of builds MB": 0.05,
    "memory in use MB": 0.02,
    "arrow MB": 0.005,
    "Python blocks 1000": 0.1,
    "fresh build MB": 0.05,
    "snapshots": 0.01,
    "part files": 0.001,
    "seconds of a day": 0.01,
    "crawl memory MB": 0.03,
    "catalogue MB": 0.01,
}
"""What may not grow, and by how much a day at most in the second half. The rest is the stock."""
FOLDERS = {"raw": "raw", "pieces": "lake/pieces", "tables": "lake/tables", "state": "state"}
TABLES = "select name from sqlite_master where type = 'table'"
Figures = dict[str, float]


def figures(data: Path, channel: str) -> Figures:
    """Of this process, of the files below ``data``, of the channel's ledger."""
    own = psutil.Process()
    noted: Figures = {
        "open handles": own.num_fds(),
        "threads": own.num_threads(),
        "memory of builds MB": own.memory_info().rss / 1e6,
        "memory in use MB": bytes_in_use() / 1e6,
        "arrow MB": pa.total_allocated_bytes() / 1e6,
        "Python blocks 1000": sys.getallocatedblocks() / 1000,
    }
    for name, folder in FOLDERS.items():
        sizes = [path.stat().st_size for path in (data / folder).rglob("*") if path.is_file()]
        noted[f"{name} files"], noted[f"{name} MB"] = len(sizes), sum(sizes) / 1e6
    noted["snapshots"] = len(list(data.glob("lake/snapshots/*")))
    noted["part files"] = len(list(data.rglob("*.part")))
    noted["catalogue MB"] = (data / "coverage.duckdb").stat().st_size / 1e6
    noted["ledger rows"] = ledger_rows(ChannelPaths(data, channel).ledger)
    return noted


def bytes_in_use() -> int:
    """Of the C heap of this process; what is free in it does not count."""
    library = ctypes.CDLL(None)
    library.mallinfo2.restype = Heap
    heap = library.mallinfo2()
    return int(heap.in_arenas + heap.mapped)


class Heap(ctypes.Structure):
    """``struct mallinfo2`` of glibc."""

    _fields_ = [
        *((name, ctypes.c_size_t) for name in ("arena", "chunks", "small", "mappings", "mapped")),
        *((name, ctypes.c_size_t) for name in ("most", "small_free", "in_arenas", "free", "top")),
    ]


def peak_of_a_fresh_build(data: Path) -> float:
    """MB at most of a build in a process and with allocators as in production; 0 if it fails.

    Told by itself: what the system says of a child counts the memory of its parent, too.
    """
    env = {name: value for name, value in os.environ.items() if name not in ALLOCATORS}
    command = [sys.executable, "-c", BUILD_AND_TELL, str(data)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    return int(done.stdout) * 1024 / 1e6 if done.returncode == 0 else 0.0


BUILD_AND_TELL = """
import re, sys
from pathlib import Path
from transforms.build.pipeline import build
build(Path(sys.argv[1]), workers=1)
print(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1])
"""


def ledger_rows(ledger: Path) -> int:
    with closing(sqlite3.connect(f"file:{ledger}?mode=ro", uri=True)) as connection:
        names = [row[0] for row in connection.execute(TABLES)]
        counts = [connection.execute(f'select count(*) from "{n}"').fetchone() for n in names]
    return sum(row[0] for row in counts)


def growth(notes: list[Figures]) -> tuple[list[str], list[str]]:
    """(the table's lines, what grew that must be flat). Per day, over the second half."""
    half = notes[len(notes) // 2 :]
    lines = [f"{'':22}{'day 0':>12}{'half':>12}{'end':>12}{'a day':>12}  verdict"]
    grown = []
    for name in [key for key in notes[0] if key != "day"]:
        a_day = slope([(note["day"], note[name]) for note in half])
        verdict = "grows with the stock"
        if name in FLAT:
            is_flat = a_day <= FLAT[name]
            verdict = f"{'flat' if is_flat else 'GROWS'} (at most {FLAT[name]:g} a day)"
            grown += [] if is_flat else [f"{name} grows by {a_day:.3f} a day"]
        values = "".join(f"{note[name]:12.2f}" for note in (notes[0], half[0], notes[-1]))
        lines.append(f"{name:22}{values}{a_day:12.4f}  {verdict}")
    return lines, grown


def slope(points: list[tuple[float, float]]) -> float:
    """Of the straight line nearest to the points; 0 for fewer than two days."""
    days, values = [day for day, _ in points], [value for _, value in points]
    middle, level = sum(days) / len(days), sum(values) / len(values)
    spread = sum((day - middle) ** 2 for day in days)
    return sum((d - middle) * (v - level) for d, v in points) / spread if spread else 0.0


def picture(notes: list[Figures], path: Path) -> None:
    """Small multiples: each figure against the day, from nought; without the first day, which
    compiles what all others find.
    """
    shown = notes[1:] or notes
    import altair

    charts = []
    for name in [key for key in notes[0] if key != "day"]:
        points = [{"day": note["day"], "value": note[name]} for note in shown]
        title = altair.Title(name, anchor="start", fontSize=14)
        chart = altair.Chart(altair.Data(values=points), width=250, height=130, title=title)
        charts.append(
            chart.mark_line(point=altair.OverlayMarkDef(size=12)).encode(
                x=altair.X("day:Q", title="simulated day", axis=altair.Axis(tickCount=6)),
                y=altair.Y("value:Q", title=None, scale=altair.Scale(zero=True)),
            )
        )
    altair.concat(*charts, columns=4).save(path, scale_factor=1.5)
