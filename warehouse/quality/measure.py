"""From coders' answers to the rows of ``tag_quality``."""

from __future__ import annotations

import csv
import itertools
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from storage.clock import beijing_day
from warehouse.errors import ArgumentError, one_line
from warehouse.quality.agreement import krippendorff_alpha
from warehouse.quality.estimates import Stratum, figures, wilson
from warehouse.quality.readings import keep_reading, read_key, read_readings
from warehouse.quality.sampling import STRATA
from warehouse.quality.sheet import read_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import duckdb

    from warehouse.quality.estimates import Estimate
    from warehouse.quality.readings import Reading
    from warehouse.quality.sheet import CodedSheet

OWN = Path(__file__).with_name("own.csv")
"""What ``python -m bench.own_quality`` measured on texts of our own."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """One row of ``rollups.tag_measurements``; shares are in per cent, None is not known."""

    kind: str
    theme: str | None
    sample: str
    source: str
    measured_date: date
    coder_count: int
    alpha: float | None
    alpha_count: int
    precision_pct: float | None
    precision_low_pct: float | None
    precision_high_pct: float | None
    precision_count: int
    recall_pct: float | None
    recall_low_pct: float | None
    recall_high_pct: float | None
    recall_count: int
    observed_pct: float | None
    corrected_pct: float | None
    corrected_low_pct: float | None
    corrected_high_pct: float | None


def read_sheets(data: Path, paths: Sequence[Path]) -> Iterator[tuple[Measurement, bool]]:
    """Read coders' sheets, one or more a sample, and keep them; give each sample's figures.

    Every sheet is checked before anything is kept. Raises ArgumentError, one line, for the first
    that cannot be read or does not fit its sample.
    """
    if len({path.resolve() for path in paths}) < len(paths):
        raise ArgumentError(
            "one sheet is named twice 同一文件重复: name the sheet of each coder once"
        )
    by_sample: dict[str, list[CodedSheet]] = {}
    keys = {}
    for path in paths:
        sheet = read_sheet(path)
        keys[sheet.sample] = key = read_key(data, sheet.sample, str(path))
        refuse_misfit(path, sheet, key)
        by_sample.setdefault(sheet.sample, []).append(sheet)
    for name, sheets in by_sample.items():
        reading, is_new = keep_reading(data, keys[name], sheets)
        yield measured(reading), is_new


def refuse_misfit(path: Path, sheet: CodedSheet, key: Reading) -> None:
    unknown = sorted(set(sheet.answers) - set(key["units"]))
    missing = sorted(set(key["units"]) - set(sheet.answers))
    if unknown:
        raise ArgumentError(
            f"{path}: {len(unknown)} units are not of sample {sheet.sample}, e.g."
            f" {one_line(unknown[0], 20)!r} 编号不符: leave the column unit as it was"
        )
    if missing:
        raise ArgumentError(
            f"{path}: {len(missing)} of {len(key['units'])} units are missing, e.g. {missing[0]}"
            " 缺行: put the rows back; write ? where you cannot tell"
        )


def measured(reading: Reading) -> Measurement:
    """The figures of one reading. A unit counts by the mean of its answers; ? is no answer."""
    answers: dict[str, list[int]] = {
        unit: [
            coder["answers"][unit]
            for coder in reading["coders"]
            if coder["answers"][unit] is not None
        ]
        for unit in reading["units"]
    }
    strata = {}
    for name in STRATA:
        judged = [
            given
            for unit, given in answers.items()
            if given and reading["units"][unit]["stratum"] == name
        ]
        hits = sum(sum(given) / len(given) for given in judged)
        strata[name] = Stratum(size=reading["sizes"][name], count=len(judged), hits=hits)
    tagged, *others = strata.values()
    found = figures(tagged, others)
    return Measurement(
        kind=reading["kind"],
        theme=reading["theme"],
        sample=reading["sample"],
        source="user",
        measured_date=beijing_day(datetime.fromisoformat(reading["read_at"])),
        coder_count=len(reading["coders"]),
        alpha=krippendorff_alpha(answers.values()),
        alpha_count=sum(len(given) > 1 for given in answers.values()),
        precision_count=tagged.count,
        recall_count=sum(stratum.count for stratum in strata.values()) if found.recall else 0,
        observed_pct=None if found.observed is None else 100 * found.observed,
        **in_per_cent("precision", found.precision),
        **in_per_cent("recall", found.recall),
        **in_per_cent("corrected", found.corrected),
    )


def in_per_cent(name: str, estimate: Estimate | None) -> dict[str, float | None]:
    values = estimate or (None, None, None)
    return {
        f"{name}{part}_pct": None if value is None else 100 * value
        for part, value in zip(("", "_low", "_high"), values, strict=True)
    }


def own_measurements() -> Iterator[Measurement]:
    """Counts of ``own.csv`` with their intervals."""
    with OWN.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            hits, tagged, true = (int(row[name]) for name in ("hits", "tagged", "true"))
            yield Measurement(
                kind=row["kind"],
                theme=row["theme"] or None,
                sample=row["sample"],
                source="own",
                measured_date=date.fromisoformat(row["measured_date"]),
                coder_count=0,
                alpha=None,
                alpha_count=0,
                precision_count=tagged,
                recall_count=true,
                observed_pct=None,
                **in_per_cent("precision", wilson(hits, tagged) if tagged else None),
                **in_per_cent("recall", wilson(hits, true) if true else None),
                **in_per_cent("corrected", None),
            )


def fill_measurements(connection: duckdb.DuckDBPyConnection, data: Path) -> None:
    """Put all that was measured into ``rollups.tag_measurements``."""
    rows = [
        list(asdict(row).values())
        for row in itertools.chain(own_measurements(), map(measured, read_readings(data)))
    ]
    marks = ", ".join("?" * len(fields(Measurement)))
    if rows:
        connection.executemany(f"insert into rollups.tag_measurements values ({marks})", rows)


def told(row: Measurement) -> Iterator[str]:
    """The figures for a person, a line each."""
    yield f"{row.kind} {row.theme or 'all 全部'}  sample {row.sample}  {row.coder_count} coders"
    if row.precision_pct is None:
        yield "  precision 精确率  unknown 未知: nothing tagged was judged"
    else:
        yield (
            f"  precision 精确率  {row.precision_pct:.1f} % [{row.precision_low_pct:.1f},"
            f" {row.precision_high_pct:.1f}]  n {row.precision_count}"
        )
    if row.recall_pct is None:
        yield "  recall 召回率     unknown 未知: precision only 仅有精确率"
    else:
        yield (
            f"  recall 召回率     {row.recall_pct:.1f} % [{row.recall_low_pct:.1f},"
            f" {row.recall_high_pct:.1f}]  n {row.recall_count}"
        )
    if row.corrected_pct is not None:
        yield (
            f"  share 占比        {row.observed_pct:.2f} % as tagged, corrected 校正后"
            f" {row.corrected_pct:.2f} % [{row.corrected_low_pct:.2f},"
            f" {row.corrected_high_pct:.2f}]"
        )
    if row.coder_count > 1:
        unknown = "undefined 无法计算: all answers are alike"
        alpha = unknown if row.alpha is None else f"{row.alpha:.3f}"
        yield f"  agreement 一致性  Krippendorff's α {alpha}  n {row.alpha_count}"
