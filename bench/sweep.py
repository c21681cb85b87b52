"""How flat is quality around every number of extraction and cleaning?

``python -m bench.sweep [--only NAME …] [--write FILE]``. Every numeric constant of the rooms
``crawler/extract`` and ``transforms/clean`` is set to half, three quarters, one and a half and two
times its value (a bound, ``MAX_…``, to half and double); all labelled real pages
(``COVERAGE_CORPUS``) are read and scored again with each. A *fault* is one wrong field of one page,
one missing tenth of a body's F1, one unclean body, one wrong tenth of a list. A number that changes
nothing is a bound or of no use; one with fewer faults elsewhere is fitted wrongly. ``--rules``
counts on how many pages each block rule labels something instead; ``--unnamed`` lists numbers
inside functions, which no sweep reaches. The pages of ``bench.layouts`` are not read: they judge,
they fit nothing.
"""

from __future__ import annotations

import argparse
import math
import multiprocessing
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from bench.corpora import ABSENT, corpus
from bench.sweep_numbers import Constant, constants, unnamed, with_value
from bench.sweep_pages import Pages, cleaned

TOLERANCE = 0.1
"""Faults by which two values count as equally good: a tenth of a field of a page."""


class Swept(NamedTuple):
    constant: Constant
    faults: dict[float, float]
    """Value → faults over all pages."""

    def flat(self) -> tuple[float, float]:
        """The widest stretch of tried values around its own that is as good."""
        values = sorted(self.faults)
        here = values.index(self.constant.value)
        low = high = here
        most = self.faults[self.constant.value] + TOLERANCE
        while low > 0 and self.faults[values[low - 1]] <= most:
            low -= 1
        while high + 1 < len(values) and self.faults[values[high + 1]] <= most:
            high += 1
        return values[low], values[high]

    def verdict(self) -> str:
        own = self.faults[self.constant.value]
        best = min(self.faults, key=lambda value: (self.faults[value], value))
        low, high = self.flat()
        if self.faults[best] < own - TOLERANCE:
            return f"better at {shown(best)}"
        if low == min(self.faults) and high == max(self.faults):
            return "flat"
        return f"flat {shown(low)} … {shown(high)}" if low < high else "peak"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.sweep", description=__doc__)
    parser.add_argument("--only", nargs="+", metavar="NAME", help="of these constants or modules")
    parser.add_argument("--write", type=Path, metavar="FILE", help="also as a Markdown table")
    parser.add_argument("--rules", action="store_true", help="count what each block rule labels")
    parser.add_argument("--unnamed", action="store_true", help="numbers inside functions")
    options = parser.parse_args()
    if options.unnamed:
        for place, number in unnamed():
            print(f"{place:<60}{number}")
        return
    if corpus() is None:
        sys.exit(f"bench.sweep: {ABSENT}")
    if options.rules:
        print_rules()
        return
    chosen = [
        c
        for c in constants()
        if not options.only or {c.name, c.module, c.module.rpartition(".")[2]} & {*options.only}
    ]
    rows = sweep(chosen)
    if options.write:
        options.write.write_text(markdown(rows), encoding="utf-8")


def sweep(chosen: list[Constant]) -> list[Swept]:
    """Print one row a constant as it is measured."""
    print(f"{'constant':<44}{'value':>9}  faults at the values tried")
    rows = []
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        for row in pool.imap(measure, chosen):
            rows.append(row)
            place = f"{row.constant.module.rpartition('.')[2]}.{row.constant.name}"
            tried = "  ".join(f"{shown(v)}: {f:.1f}" for v, f in sorted(row.faults.items()))
            value = shown(row.constant.value)
            print(f"{place:<44}{value:>9}  {row.verdict():<22}{tried}", flush=True)
    print(Counter(row.verdict().split()[0] for row in rows))
    return rows


def measure(constant: Constant) -> Swept:
    pages = Pages.read()
    faults = {constant.value: pages.own_faults}
    for value in constant.tried():
        if value != constant.value:
            with_value(constant, value)
            faults[value] = pages.faults(constant.module)
    with_value(constant, constant.value)
    return Swept(constant, faults)


def print_rules() -> None:
    """How many real pages have a block that each rule of ``block_rules.toml`` labels."""
    from transforms.clean.labels import RULES

    counts: Counter[str] = Counter()
    for line in Pages.read().raw:
        cut = cleaned(line).get("cut") or []
        counts.update({rule for _, rule, _ in cut})
    for rule in RULES.labels:
        print(f"{rule:<30}{counts[rule]:>5}")
    used = sum(counts[rule] > 0 for rule in RULES.labels)
    print(f"{used} of {len(RULES.labels)} rules label something on real pages")


def markdown(rows: list[Swept]) -> str:
    """The table of ``docs/CONSTANTS.md``."""
    pages = len(Pages.read().records)
    lines = [
        "# Numbers of extraction and cleaning, and how flat quality is around them",
        "",
        f"Written by `python -m bench.sweep --write docs/CONSTANTS.md` over {pages} labelled real"
        " pages. *flat*: no value from half to double changes a field of a page, so the number is a"
        " bound or a courtesy, not a fit; *flat a … b*: equally good from a to b; *peak*: worse on"
        " both sides; *better at x*: these pages would have it otherwise.",
        "",
        "| module | constant | value | sweep | faults at half, ¾, itself, 1½, double"
        " (bounds: half, itself, double) | what |",
        "|---|---|---|---|---|---|",
    ]
    for row in rows:
        c = row.constant
        faults = ", ".join(f"{row.faults[value]:.1f}" for value in sorted(row.faults))
        told = c.told.replace("|", "\\|")
        module = c.module.replace(".", "/") + ".py"
        lines.append(
            f"| `{module}` | `{c.name}` | {shown(c.value)} | {row.verdict()} | {faults} | {told} |"
        )
    return "\n".join(lines) + "\n"


def shown(value: float) -> str:
    return str(int(value)) if math.isclose(value, round(value)) and value >= 2 else f"{value:g}"


if __name__ == "__main__":
    main()
