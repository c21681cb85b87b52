"""Views and macros over a large lake, beside the same questions in pandas, polars and SQLite.

``python -m bench.views --mentions 10000000`` makes the lake by itself (a temporary folder, or
``--data`` to keep it), publishes it through ``warehouse.build``, and prints medians of warm runs on
two threads. Goals: 100 ms for one theme or 30 days, 1 s for a cube over all time, 2 GB of memory.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.memory import PeakMemory
from bench.peers import require
from bench.views_lake import CHANNELS, DAYS, SEARCHED_DAYS, START, THEMES, make_lake, word

RUNS = 7
THEME = "theme_03"
WINDOW = "date '2025-12-01', date '2025-12-30'"
BETWEEN = "published_date between date '2025-12-01' and date '2025-12-30'"
ONE_THEME = {
    "theme_timeline, 2 years": f"from theme_timeline('{THEME}')",
    "theme_share, 30 days": f"from theme_share('{THEME}', {WINDOW})",
    "theme_places, 30 days": f"from theme_places('{THEME}', {WINDOW})",
    "theme_quotes, 30 days": f"from theme_quotes('{THEME}', {WINDOW})",
    "first_movers_between, 30 days": f"from first_movers_between('{THEME}', {WINDOW})",
    "reprint_flow, 30 days": f"from reprint_flow('{THEME}', {WINDOW})",
    "theme_lead_times, 30 days": f"from theme_lead_times('{THEME}', {WINDOW})",
    "who_said, 30 days": f"from who_said('{THEME}', {WINDOW})",
    "targets_of, 30 days": f"from targets_of('{THEME}', {WINDOW})",
    "bursts_of, 2 years": f"from bursts_of('{THEME}')",
    "co_occurrence_between, 30 days": f"from co_occurrence_between({WINDOW})",
    "search, a phrase, 30 days": f"from search('再建成标准厂房', {WINDOW})",
    "search, a rare phrase, 30 days": f"from search('映山红行动', {WINDOW})",
    "search, a common word, 30 days": f"from search('{word(40)[:2]}', {WINDOW})",
    "search, a character, 30 days": f"from search('{word(40)[0]}', {WINDOW})",
    "search, no hit, 30 days": f"from search('此句无处可寻', {WINDOW})",
    "story_timeline": "from story_timeline((select story_id from propagation_lag limit 1))",
    "theme_coverage_daily, 2 years": f"from theme_coverage_daily where theme = '{THEME}'",
    "theme_coverage_daily, 30 days": f"from theme_coverage_daily where {BETWEEN}",
    "theme_coverage_weekly": f"from theme_coverage_weekly where theme = '{THEME}'",
    "theme_coverage_monthly": f"from theme_coverage_monthly where theme = '{THEME}'",
    "theme_coverage_by_region": f"from theme_coverage_by_region where theme = '{THEME}'",
    "theme_mentions, 30 days": f"from theme_mentions where theme = '{THEME}' and {BETWEEN}",
    "theme_attention, 2 years": f"from theme_attention where theme = '{THEME}'",
    "first_movers": f"from first_movers where theme = '{THEME}'",
    "place_theme": f"from place_theme where theme = '{THEME}'",
    "share_of_attention": f"from share_of_attention where theme = '{THEME}'",
    "who_says_what": f"from who_says_what where theme = '{THEME}'",
    "target_ledger": f"from target_ledger where theme = '{THEME}' and {BETWEEN}",
}
CUBES = {
    "theme_coverage_daily, sums": (
        "select theme, sum(mention_count), sum(article_count) from theme_coverage_daily group by 1"
    ),
    "theme_coverage_weekly, all": "select sum(mention_count) from theme_coverage_weekly",
    "share_of_attention, all": "select sum(share_pct), sum(voice_pct) from share_of_attention",
    "place_theme, all": "from place_theme",
    "co_occurrence, all": "from co_occurrence",
    "bursts, all": "select count(*) filter (where is_burst) from bursts",
    "campaign_arcs, all": "from campaign_arcs",
    "first_movers, all": "from first_movers",
    "reprint_network, all": "from reprint_network",
    "lead_times, all": "from lead_times",
    "channel_days, all": "select coverage_state, count(*) from channel_days group by 1",
    "channel_freshness, all": "from channel_freshness",
    "channel_health, all": "from channel_health",
}


def main() -> None:
    args = arguments()
    if args.measure:
        print(json.dumps(measure(args.data)))
        return
    if not args.no_peers:
        require("pandas", "polars")
    with tempfile.TemporaryDirectory(prefix="views") as temporary:
        data = args.data or Path(temporary)
        if not (data / "lake" / "CURRENT").exists():
            print(f"making a lake of {args.mentions:,} theme mentions …", flush=True)
            counts = make_lake(data, args.mentions)
            print(", ".join(f"{name} {n:,}" for name, n in counts.items() if n), flush=True)
        published = "" if args.no_publish else f"; the publish {publish(data):.2f} GB"
        summary = report(data)
        if not args.no_peers:
            from bench.views_peers import compare

            compare(data)
        print(f"\n{summary}{published} (goal 2)")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.views", description=__doc__)
    parser.add_argument("--mentions", type=int, default=1_000_000)
    parser.add_argument("--data", type=Path, help="keep the lake there, or use the one there")
    parser.add_argument("--no-publish", action="store_true", help="ask the catalogue there")
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def publish(data: Path) -> float:
    """Build the catalogue as a publish does, in a process of its own; return its peak in GB."""
    code = "import sys; from pathlib import Path; from warehouse.build import build;"
    started = time.perf_counter()
    child = subprocess.Popen([sys.executable, "-c", f"{code} build(Path(sys.argv[1]))", str(data)])
    with PeakMemory(child.pid) as memory:
        failed = child.wait()
    if failed:
        raise SystemExit("the lake could not be published")
    size = (data / "coverage.duckdb").stat().st_size
    print(
        f"published in {time.perf_counter() - started:.0f} s, {memory.peak / 1e9:.2f} GB of memory,"
        f" catalogue {size / 1e6:.0f} MB",
        flush=True,
    )
    return memory.peak / 1e9


def report(data: Path) -> str:
    """Print every median; return the line that sums them up."""
    command = [sys.executable, "-m", "bench.views", "--measure", "--data", str(data)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    with PeakMemory(child.pid) as memory:
        out, _ = child.communicate()
    measured = json.loads(out)
    print(f"\n{CHANNELS} channels x {DAYS} days from {START}, {THEMES} themes, 2 threads, warm")
    print(f"(search reads the {SEARCHED_DAYS} days that carry 800 characters an article)\n")
    within = 0
    for title, names, goal in (
        ("one theme or 30 days", ONE_THEME, 100),
        ("all time", CUBES, 1000),
    ):
        print(
            f"{title:<34}{'median ms':>10}{'cpu ms':>8}{'max ms':>9}{'rows':>10}   goal {goal} ms"
        )
        missed = 0
        for name in names:
            median, used, longest, rows = measured[name]
            missed += median > goal
            print(
                f"  {name:<32}{median:>10.1f}{used:>8.1f}{longest:>9.1f}{rows:>10,}"
                f"{'   over' if median > goal else ''}"
            )
        print(f"  {len(names) - missed} of {len(names)} within the goal\n")
        within += len(names) - missed
    return (
        f"{within} of {len(ONE_THEME) + len(CUBES)} within their goal;"
        f" peak memory of the queries {memory.peak / 1e9:.2f} GB"
    )


def measure(data: Path) -> dict[str, tuple[float, float, float, int]]:
    """Warm runs through the reader people use: median, CPU of both threads, longest; and the rows.

    CPU tells what the median would be on a machine that does nothing else: between it and its half.
    """
    from warehouse.reader import Limits, open_catalogue, run

    found = {}
    limits = Limits(memory="1500MB", threads=2)
    with open_catalogue(data, limits) as connection:
        for name, sql in (ONE_THEME | CUBES).items():
            run(connection, sql, None, limits)
            times, used, rows = [], [], 0
            for _ in range(RUNS):
                started, before = time.perf_counter(), time.process_time()
                rows = run(connection, sql, None, limits).num_rows
                times.append((time.perf_counter() - started) * 1000)
                used.append((time.process_time() - before) * 1000)
            found[name] = (statistics.median(times), statistics.median(used), max(times), rows)
    return found


if __name__ == "__main__":
    main()
