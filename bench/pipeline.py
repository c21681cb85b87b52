"""Raw items → published snapshot and catalogue, at growing sizes: seconds by stage, growth, memory.

``python -m bench.pipeline [--sizes 10000,100000,1000000]``. The articles come from the newsroom
generator, with headers, credits and noise around every body. Peak memory is PSS of the whole
process tree.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from bench.memory import PeakMemory

STAGES = ("read", "clean and tag", "versions", "stories", "write", "publish", "views")
DEMAND = "10⁶ in ≤ 600 s and ≤ 4 GB on 2 cores, growth exponent ≤ 1.05"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="10000,100000,1000000", help="articles, comma-separated")
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(run_build(options.one)))
        return
    sizes = [int(size) for size in options.sizes.split(",")]
    rows = []
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="bench-pipeline-") as folder:
            rows.append(measure(size, Path(folder)))
        show(rows[-1])
    if len(rows) > 1:
        first, last = rows[0], rows[-1]
        exponent = math.log(last["total"] / first["total"]) / math.log(last["size"] / first["size"])
        print(f"growth exponent {first['size']:,} → {last['size']:,}: {exponent:.3f}")
    print(f"demand: {DEMAND}")


def measure(size: int, data: Path) -> dict[str, float]:
    generate = [sys.executable, "-m", "newsroom", "items", "--noise"]
    subprocess.run(
        [*generate, "--articles", str(size), "--out", str(data)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    command = [sys.executable, "-m", "bench.pipeline", "--one", str(data)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        with PeakMemory(child.pid) as memory:
            output = child.communicate()[0]
        if child.returncode:
            sys.exit(
                f"bench.pipeline: the build of {size:,} articles failed (exit {child.returncode})"
            )
    row: dict[str, float] = {
        "size": size,
        "peak": memory.peak,
        **json.loads(output.splitlines()[-1]),
    }
    row["total"] = sum(row[stage] for stage in STAGES)
    return row


def run_build(data: Path) -> dict[str, float]:
    from transforms.build.pipeline import build
    from warehouse.build import build as build_views

    report = build(data)
    start = perf_counter()
    build_views(data)
    views = perf_counter() - start
    return {**report.seconds, "views": views, "kept": report.counts["kept"], "cpu": cpu_seconds()}


def cpu_seconds() -> float:
    """Of this process and the workers it has waited for: on a busy machine it moves less."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def show(row: dict[str, float]) -> None:
    print(
        f"{int(row['size']):,} articles: {row['total']:.1f} s, {row['size'] / row['total']:,.0f}/s,"
        f" {row['cpu']:.0f} CPU s, peak {row['peak'] / 2**30:.2f} GB, kept {int(row['kept']):,}"
    )
    for stage in STAGES:
        share = row[stage] / row["total"]
        print(
            f"  {stage:<14} {row[stage]:8.1f} s  {share:6.1%}  {'█' * round(share * 40)}",
            flush=True,
        )


if __name__ == "__main__":
    main()
