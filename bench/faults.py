"""Everything that may go wrong, made to go wrong: one line each, beside what is demanded.

``python -m bench.faults [C7 C19 …]`` prints the crawler's table, then the desk's. Exit code 1 if
any scenario misses its demand, or fails without saying so.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from rich.console import Console
from rich.table import Table

MODULES = (
    "bench.faults_crawl",
    "bench.faults_owed",
    "bench.faults_manners",
    "bench.faults_pages",
    "bench.faults_data",
    "bench.faults_task",
    "bench.faults_gates",
    "bench.faults_desk",
    "bench.faults_query",
    "bench.faults_lake",
    "bench.faults_held",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One scenario: what was demanded, what was measured, and the line a person would have read."""

    case: str
    scenario: str
    demand: str
    measured: str
    is_met: bool
    line: str = ""


Scenario = Callable[[], Row]


def run(scenarios: Iterable[Scenario], chosen: set[str]) -> list[Row]:
    """Run scenarios one after another; one that breaks is a miss, not the end of the table."""
    rows = []
    for scenario in scenarios:
        case = scenario.__name__.partition("_")[0].upper()
        if chosen and case not in chosen:
            continue
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{case}  {scenario.__name__[:60]:60}")
        try:
            rows.append(scenario())
        except Exception as error:  # the table must show it
            said = " ".join(str(error).split())[:200]
            name = scenario.__name__.partition("_")[2].replace("_", " ")
            rows.append(Row(case=case, scenario=name, demand="runs", measured=said, is_met=False))
    return rows


def show(title: str, rows: list[Row]) -> None:
    table = Table(title=title, show_lines=True)
    for heading in ("", "scenario", "demand", "measured", "met", "what a person reads"):
        table.add_column(heading, overflow="fold")
    for row in rows:
        met = "yes" if row.is_met else "[red]NO[/red]"
        table.add_row(row.case, row.scenario, row.demand, row.measured, met, row.line)
    Console(width=160 if not sys.stdout.isatty() else None).print(table)


def main(arguments: list[str]) -> int:
    """``arguments``: cases to run, as C7 or A1; none: all."""
    chosen = {argument.upper() for argument in arguments}
    everything: list[Row] = []
    for name in MODULES:
        if find_spec(name) is None:
            continue
        module = import_module(name)
        rows = run(module.SCENARIOS, chosen)
        if rows:
            show(module.__doc__.partition("\n")[0], rows)
        everything += rows
    missed = [row.case for row in everything if not row.is_met]
    print(
        f"{len(everything)} scenarios, {len(everything) - len(missed)} met"
        + (f"; missed: {', '.join(missed)}" if missed else "; none failed silently")
    )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
