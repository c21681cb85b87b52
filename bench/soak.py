"""Does anything grow that should not? Years of days on a small site, with all that happens.

    python -m bench.soak [--days 730] [--seed 1] [--out FOLDER]

Each day, under a clock that really moves (libfaketime, for every process): the site publishes,
edits, removes, is down now and then; one crawl, one build, one publish by the product's own code;
some are killed, some meet a full disk or a clock a year ahead. The builds run in this one process,
so that its handles and memory can leak. Every ten days files, bytes, rows, handles, memory and
seconds are noted; the end is a table of growth per day and a picture. A crawl that hangs or a build
that is refused is told and counted; three days of it in a row end the run. Exit code 1 if that
happens, if anything grows that must be flat, an article that the site lists is missing or there
twice, or a day is called complete that is not. Needs root and the Debian package ``faketime``.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bench.soak_figures import Figures, figures, growth, peak_of_a_fresh_build, picture
from bench.soak_machine import DISK, Clock, full_disk, is_on_it, real_seconds, run_on_it
from bench.soak_site import FIRST_DAY, PER_DAY, SoakSite

if TYPE_CHECKING:
    from bench.hostile.crawls import Crawl
    from bench.hostile.site import Site

CHANNEL = "listed"
NOTE_EVERY = 10
JUMP_DAYS = 400
PATIENCE = 100.0
"""Seconds a crawl of some forty addresses may take before it counts as hung."""
IN_A_ROW = 3
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
BUILD = """
import sys
from pathlib import Path
from transforms.build.pipeline import build
print(flush=True)
build(Path(sys.argv[1]), workers=1)
"""


@dataclass
class Years:
    """One simulated run: the world, what was noted, and what happened."""

    data: Path
    out: Path
    clock: Clock
    site: Site
    world: SoakSite
    rng: random.Random
    notes: list[Figures] = field(default_factory=list)
    events: Counter[str] = field(default_factory=Counter)
    stopped: str = ""
    peak_of_crawls: int = 0
    processor_of_builds: float = 0.0

    def live(self, days: int) -> None:
        in_a_row, began, noted = 0, real_seconds(), -1
        for day in range(days):
            self.world.day = day
            self.clock.set(day)
            happening = {name for name, chance in CHANCES.items() if self.rng.random() < chance}
            if day >= days - 3:  # the end is quiet: what was owed must have come by then
                happening.clear()
            self.events.update(happening)
            self.change_site(happening)
            troubles = [*self.crawl(day, happening), *self.build(happening)]
            self.site.visits.clear()  # the site lives in this process, whose memory is looked at
            for trouble in troubles:
                self.events[trouble] += 1
                tell(f"day {day}: {trouble}; that day: {', '.join(sorted(happening)) or '-'}")
            in_a_row = in_a_row + 1 if troubles else 0
            if in_a_row == IN_A_ROW:
                self.stopped = f"stopped on day {day} after {IN_A_ROW} days of it: {troubles[0]}"
            if day % NOTE_EVERY == 0 or day == days - 1 or self.stopped:
                self.note(day, (real_seconds() - began) / (day - noted), day - noted)
                began, noted = real_seconds(), day
            if self.stopped:
                return

    def change_site(self, happening: set[str]) -> None:
        world = self.world
        world.is_down, world.is_robots_down = (name in happening for name in MOVES_TIME)
        listed = world.listed()
        if "edit" in happening:
            number = self.rng.choice(listed)
            world.edits[number] = world.edits.get(number, 0) + 1
        if "removal" in happening and len(listed) > 5:
            world.removed.add(self.rng.choice(listed[5:]))

    def crawl(self, day: int, happening: set[str]) -> list[str]:
        """The day's crawl, and the one before it that came to harm. Returns what hung."""
        from bench.hostile.crawls import crawl

        def run(seconds: float = PATIENCE) -> Crawl:
            return crawl(self.data, self.site.url(), channel=CHANNEL, kill_after=seconds)

        if "clock a year ahead" in happening:
            self.clock.set(day + JUMP_DAYS)
        if "crawl killed" in happening:
            self.events[ended(run(self.rng.uniform(0.05, 1.0)), "the crawl to be killed")] += 1
        elif "full disk" in happening:
            with full_disk(self.data):
                self.events[ended(run(), "the crawl on a full disk")] += 1
        found = run()
        self.peak_of_crawls = max(self.peak_of_crawls, found.peak_mebibytes)
        self.clock.set(day)
        if found.exit_code == -signal.SIGKILL:
            last_words = " ".join(found.output.split())[-200:]
            tell(f"day {day}: the crawl that hung said: {last_words}")
            return [f"a crawl hung for {PATIENCE:.0f} s"]
        self.events[ended(found, "crawl")] += 1
        return []

    def build(self, happening: set[str]) -> list[str]:
        """The day's build and publish, and the one that was killed. Returns what was refused."""
        from transforms.build.pipeline import build
        from transforms.errors import LakeError
        from warehouse.build import build as publish

        if "build killed" in happening:
            self.kill_a_build(self.rng.uniform(0.0, 1.0))
        before = time.process_time()
        try:
            build(self.data, workers=1)
            publish(self.data)
        except LakeError as error:
            return [f"build refused: {str(error)[:60]}"]
        finally:
            self.processor_of_builds += time.process_time() - before
        return []

    def kill_a_build(self, seconds: float) -> None:
        """So many seconds after it has everything imported, if it is not done by then."""
        command = [sys.executable, "-c", BUILD, str(self.data)]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            try:
                process.wait(seconds)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
        self.events[f"the build to be killed ended with {process.returncode}"] += 1

    def note(self, day: int, seconds: float, days: int) -> None:
        """``seconds``: real ones of a day, on the mean of so many ``days`` since the last note."""
        noted: Figures = {"day": day, "articles": len(self.world.published())}
        noted |= figures(self.data, CHANNEL)
        noted |= {
            "crawl memory MB": self.peak_of_crawls * 1.048576,
            "seconds of a day": seconds,
            "CPU s of a build": self.processor_of_builds / days,
            "fresh build MB": peak_of_a_fresh_build(self.data),
        }
        self.processor_of_builds = 0.0
        self.notes.append(noted)
        (self.out / "soak.json").write_text(json.dumps(self.notes))
        told = f"day {day}: {noted['articles']:.0f} articles, {seconds:.1f} s a day, "
        tell(told + f"{noted['memory of builds MB']:.0f} MB, {noted['ledger rows']:.0f} rows")


def tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def ended(crawl: Crawl, what: str) -> str:
    return f"{what} ended with {crawl.exit_code}"


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
    ever = set(range((years.world.day + 1) * PER_DAY)) - set(numbers) - years.world.removed
    lost_days = {FIRST_DAY + timedelta(days=n // PER_DAY) for n in ever}
    false = sorted(lost_days & {row[0] for row in claimed})
    problems += (
        [f"{len(false)} days are called complete that are not: {false[:3]}"] if false else []
    )
    return problems


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.soak", description=__doc__)
    parser.add_argument("--days", type=int, default=730)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path("report/soak"))
    options = parser.parse_args()
    if not is_on_it():
        return run_on_it("bench.soak")
    from bench.hostile.site import Site

    options.out.mkdir(parents=True, exist_ok=True)
    world, data = SoakSite(), Path(os.environ[DISK]) / "data"
    with Site(fallback=world) as site:
        chance = random.Random(options.seed)
        years = Years(data, options.out, Clock(FIRST_DAY), site, world, chance)
        years.live(options.days)
    lines, grown = growth(years.notes)
    picture(years.notes, options.out / "soak.png")
    problems = [*([years.stopped] if years.stopped else []), *grown, *verdicts(years)]
    print("\n".join(lines))
    print("happened: " + ", ".join(f"{name} {n}" for name, n in sorted(years.events.items())))
    print(f"{years.world.day + 1} days: {'; '.join(problems) or 'nothing lost, nothing grows'}")
    print(f"picture: {options.out / 'soak.png'}")
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main())
