"""Does anything grow that should not? Years of days on a small site, with all that happens.

    python -m bench.soak [--days 730] [--seed 1] [--out FOLDER]

Each day, under a clock that really moves (libfaketime, for every process): the site publishes,
edits, removes, is down now and then; one crawl, one build, one publish by the product's own code;
some are killed, some meet a full disk or a clock a year ahead. The builds run in this one process,
so that its handles and memory can leak. Every ten days files, bytes, rows, handles, memory and
seconds are noted; the end is a table of growth per day and a picture. Exit code 1 if anything grows
that must be flat, an article that the site lists is missing or there twice, or a day is called
complete that is not.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from bench.soak_site import FIRST_DAY, SoakSite

if TYPE_CHECKING:
    from bench.hostile.site import Site

LIBRARIES = (
    "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
    "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1",
)
CHANNEL = "listed"
NOTE_EVERY = 10
JUMP_DAYS = 400
CHANCES = {
    "outage": 0.03,
    "robots.txt down": 0.02,
    "edit": 0.08,
    "removal": 0.02,
    "crawl killed": 0.03,
    "build killed": 0.02,
    "clock a year ahead": 0.005,
    "full disk": 0.01,
}
MOVES_TIME = ("outage", "robots.txt down")
FLAT = {
    "open handles": 0.02,
    "memory of builds MB": 0.05,
    "snapshots": 0.01,
    "part files": 0.001,
    "seconds of a day": 0.01,
    "crawl memory MB": 0.03,
    "catalogue MB": 0.01,
}
"""What may not grow, and by how much a day at most in the second half. The rest is the stock."""


@dataclass
class Years:
    """One simulated run: the world, what was noted, and what happened."""

    data: Path
    clock: Path
    site: Site
    world: SoakSite
    rng: random.Random
    notes: list[dict[str, float]] = field(default_factory=list)
    events: Counter[str] = field(default_factory=Counter)
    peak_of_crawls: int = 0

    def live(self, days: int) -> None:
        for day in range(days):
            began = real_seconds()
            self.world.day = day
            self.set_clock(day)
            happening = {name for name, chance in CHANCES.items() if self.rng.random() < chance}
            if day >= days - 3:  # the end is quiet: what was owed must have come by then
                happening.clear()
            self.events.update(happening)
            self.change_site(happening)
            self.crawl(day, happening)
            self.build(happening)
            if day % NOTE_EVERY == 0 or day == days - 1:
                self.note(day, real_seconds() - began)

    def set_clock(self, day: float) -> None:
        """Every process of ours lives at noon of that day from now on."""
        noon = datetime(FIRST_DAY.year, FIRST_DAY.month, FIRST_DAY.day, 12, tzinfo=UTC)
        wanted = noon + timedelta(days=day)
        real = float(self.clock.with_suffix(".real").read_text()) + real_seconds()
        self.clock.write_text(f"{wanted.timestamp() - real:+.0f}\n")

    def change_site(self, happening: set[str]) -> None:
        world = self.world
        world.is_down, world.is_robots_down = (name in happening for name in MOVES_TIME)
        listed = world.listed()
        if "edit" in happening:
            number = self.rng.choice(listed)
            world.edits[number] = world.edits.get(number, 0) + 1
        if "removal" in happening and len(listed) > 5:
            world.removed.add(self.rng.choice(listed[5:]))

    def crawl(self, day: int, happening: set[str]) -> None:
        from bench.hostile.crawls import command, crawl, environment

        if "clock a year ahead" in happening:
            self.set_clock(day + JUMP_DAYS)
        if "crawl killed" in happening:
            argv = command("crawl", CHANNEL, settings={"FETCH_ALLOW_PRIVATE": self.site.pair})
            env = environment(self.data, self.site.url())
            kill_after(subprocess.Popen(argv, env=env, **QUIET), self.rng.uniform(0.5, 2.5))
        elif "full disk" in happening:
            with full_disk(self.data):
                crawl(self.data, self.site.url(), channel=CHANNEL)
        found = crawl(self.data, self.site.url(), channel=CHANNEL)
        self.peak_of_crawls = max(self.peak_of_crawls, found.peak_mebibytes)
        self.set_clock(day)

    def build(self, happening: set[str]) -> None:
        from transforms.build.pipeline import build
        from transforms.errors import LakeError
        from warehouse.build import build as publish

        if "build killed" in happening:
            env = os.environ | {"COVERAGE_DATA": str(self.data)}
            command = [sys.executable, "-m", "transforms", "build"]
            kill_after(subprocess.Popen(command, env=env, **QUIET), self.rng.uniform(0.5, 2.0))
        try:
            build(self.data, workers=1)
            publish(self.data)
        except LakeError as error:
            self.events[f"build refused: {str(error)[:60]}"] += 1

    def note(self, day: int, seconds: float) -> None:
        own = psutil.Process()
        noted = {"day": day, "seconds of a day": seconds, "crawl memory MB": self.peak_of_crawls}
        noted["open handles"] = own.num_fds()
        noted["memory of builds MB"] = own.memory_info().rss / 1e6
        noted["articles"] = len(self.world.published())
        for name, pattern in (
            ("raw", "raw/**/*"),
            ("pieces", "lake/pieces/**/*"),
            ("tables", "lake/tables/**/*"),
            ("state", "state/**/*"),
        ):
            files = [path for path in self.data.glob(pattern) if path.is_file()]
            noted[f"{name} files"] = len(files)
            noted[f"{name} MB"] = sum(path.stat().st_size for path in files) / 1e6
        noted["snapshots"] = len(list(self.data.glob("lake/snapshots/*")))
        noted["part files"] = len([*self.data.rglob("*.part"), *self.data.rglob(".*.part")])
        noted["catalogue MB"] = (self.data / "coverage.duckdb").stat().st_size / 1e6
        ledger = self.data / "state" / "ledger" / f"{CHANNEL}.sqlite"
        with sqlite3.connect(f"file:{ledger}?mode=ro", uri=True) as connection:
            names = [row[0] for row in connection.execute(TABLES)]
            counts = [connection.execute(f'select count(*) from "{n}"').fetchone() for n in names]
        noted["ledger rows"] = sum(row[0] for row in counts)
        self.notes.append(noted)
        told = f"day {day}: {noted['articles']:.0f} articles, {seconds:.1f} s, "
        print(told + f"{noted['memory of builds MB']:.0f} MB", file=sys.stderr, flush=True)


TABLES = "select name from sqlite_master where type = 'table'"
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def real_seconds() -> float:
    """Since the machine began: every other clock of this process is moved."""
    return float(Path("/proc/uptime").read_text().split()[0])


def kill_after(process: subprocess.Popen[bytes], seconds: float) -> None:
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()


class full_disk:  # noqa: N801 - reads as what it is
    """No byte is free on the file system of the data folder: it must be one of its own."""

    def __init__(self, data: Path) -> None:
        self.filler = data.parent / "filler"

    def __enter__(self) -> None:
        free = shutil.disk_usage(self.filler.parent).free
        with self.filler.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(1, free - 4096))

    def __exit__(self, *_: object) -> None:
        self.filler.unlink()


def verdicts(years: Years) -> list[str]:
    """What is wrong at the end: nothing is what must come out."""
    import duckdb

    with duckdb.connect(str(years.data / "coverage.duckdb"), read_only=True) as connection:
        had = [row[0] for row in connection.execute("select url from articles").fetchall()]
        claimed = connection.execute(
            "select published_date from channel_days where coverage_state in ('covered', 'silent')"
        ).fetchall()
    numbers = Counter(int(url.rsplit("/", 1)[-1].removesuffix(".html")) for url in had)
    problems = [f"article {n} is there {count} times" for n, count in numbers.items() if count > 1]
    missing = [n for n in years.world.listed() if n not in numbers]
    problems += [f"{len(missing)} listed articles are missing: {missing[:5]}"] if missing else []
    ever = set(range((years.world.day + 1) * 3)) - set(numbers) - years.world.removed
    lost_days = {FIRST_DAY + timedelta(days=n // 3) for n in ever}
    false = sorted(lost_days & {row[0] for row in claimed})
    problems += (
        [f"{len(false)} days are called complete that are not: {false[:3]}"] if false else []
    )
    return problems


def growth(notes: list[dict[str, float]]) -> tuple[list[str], list[str]]:
    """(the table's lines, what grew that must be flat). Per day, over the second half."""
    half = notes[len(notes) // 2 :]
    lines = [f"{'':22}{'day 0':>12}{'half':>12}{'end':>12}{'a day':>12}  verdict"]
    grown = []
    for name in [key for key in notes[0] if key != "day"]:
        days = half[-1]["day"] - half[0]["day"] or 1
        first = sum(note[name] for note in half[: max(1, len(half) // 4)])
        last = sum(note[name] for note in half[-max(1, len(half) // 4) :])
        a_day = (last - first) / max(1, len(half) // 4) / (0.75 * days)
        verdict = "grows with the stock"
        if name in FLAT:
            is_flat = a_day <= FLAT[name]
            verdict = f"{'flat' if is_flat else 'GROWS'} (at most {FLAT[name]:g} a day)"
            grown += [] if is_flat else [f"{name} grows by {a_day:.3f} a day"]
        values = "".join(f"{note[name]:12.2f}" for note in (notes[0], half[0], notes[-1]))
        lines.append(f"{name:22}{values}{a_day:12.4f}  {verdict}")
    return lines, grown


def picture(notes: list[dict[str, float]], out: Path) -> None:
    """Small multiples: each figure against the day."""
    import altair

    rows = [
        {"day": note["day"], "figure": name, "value": value}
        for note in notes
        for name, value in note.items()
        if name != "day"
    ]
    chart = altair.Chart(altair.Data(values=rows), width=220, height=110).mark_line()
    chart = chart.encode(
        x="day:Q", y=altair.Y("value:Q", title=None), facet=altair.Facet("figure:N", columns=4)
    )
    chart.resolve_scale(y="independent").save(out / "soak.png", scale_factor=1.5)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.soak", description=__doc__)
    parser.add_argument("--days", type=int, default=730)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path("report/soak"))
    options = parser.parse_args()
    if "FAKETIME_TIMESTAMP_FILE" not in os.environ:
        return under_a_moving_clock()
    from bench.hostile.site import Site

    world = SoakSite()
    data = Path(os.environ["SOAK_DISK"]) / "data"
    clock = Path(os.environ["FAKETIME_TIMESTAMP_FILE"])
    with Site(fallback=world) as site:
        years = Years(data, clock, site, world, random.Random(options.seed))
        years.live(options.days)
    lines, grown = growth(years.notes)
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "soak.json").write_text(json.dumps(years.notes))
    picture(years.notes, options.out)
    problems = [*grown, *verdicts(years)]
    print("\n".join(lines))
    print("happened: " + ", ".join(f"{name} {n}" for name, n in sorted(years.events.items())))
    print(f"{options.days} days: {'; '.join(problems) or 'nothing lost, nothing grows'}")
    print(f"picture: {options.out / 'soak.png'}")
    return int(bool(problems))


def under_a_moving_clock() -> int:
    """Run this command again with a clock that follows a file, and a small disk of its own."""
    library = next((path for path in LIBRARIES if Path(path).exists()), None)
    if library is None:
        print("soak: libfaketime is missing: apt-get install faketime", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        disk = Path(folder) / "disk"
        disk.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2g", "soak", str(disk)], check=True)
        clock = Path(folder) / "clock"
        clock.write_text("+0\n")
        clock.with_suffix(".real").write_text(str(time.time() - real_seconds()))
        env = os.environ | {
            "LD_PRELOAD": library,
            "FAKETIME_TIMESTAMP_FILE": str(clock),
            "FAKETIME_NO_CACHE": "1",
            "SOAK_DISK": str(disk),
            "COVERAGE_DATA": str(disk / "data"),
        }
        try:
            command = [sys.executable, "-m", "bench.soak", *sys.argv[1:]]
            return subprocess.run(command, env=env, check=False).returncode
        finally:
            subprocess.run(["umount", str(disk)], check=False)


if __name__ == "__main__":
    sys.exit(main())
