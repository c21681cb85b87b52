"""What coders said, kept for good: ``data/quality`` holds keys of samples and readings of sheets.

A key (``samples/<sample>.json``) tells what a blind sheet must not: which units were tagged, and of
how many articles. A reading (``readings/<sample>-<hash>.json``) holds key and answers together, so
that figures can be made again by any later version. Nothing here is ever changed or deleted but the
time of a reading; of several readings of one sample the latest counts.
"""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING, Any

from storage.clock import utc_now
from storage.files import write_whole
from warehouse.errors import ArgumentError, one_line
from warehouse.quality.sampling import STRATA, short_hash

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from warehouse.quality.sampling import Sample
    from warehouse.quality.sheet import CodedSheet

logger = logging.getLogger(__name__)

Reading = dict[str, Any]
FOLDER = "quality"


def keep_key(data: Path, sample: Sample) -> Path:
    """Write the key of a sample; the same sample gives the same file."""
    key = {
        "sample": sample.sample,
        "kind": sample.kind.value,
        "theme": sample.theme,
        "snapshot_id": sample.snapshot_id,
        "seed": sample.seed,
        "asked": sample.asked,
        "sizes": sample.sizes,
        "units": {
            unit.unit: {"article_id": unit.article_id, "stratum": unit.stratum}
            for unit in sample.units
        },
    }
    path = data / FOLDER / "samples" / f"{sample.sample}.json"
    text = as_json(key)
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        write_whole(path, text, mode=0o600)
    return path


def read_key(data: Path, name: str, sheet: str) -> Reading:
    """The key of the sample a sheet names. Raises ArgumentError if it was not drawn here."""
    path = data / FOLDER / "samples" / f"{name}.json"
    if not name.isalnum() or not path.is_file():
        raise ArgumentError(
            f"{sheet}: sample {one_line(name, 40)!r} was not drawn in {data} 非本机样本: leave the"
            " column sample as it was, or set COVERAGE_DATA to where it was drawn"
        )
    try:
        return checked(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise ArgumentError(
            f"{path} cannot be read ({one_line(repr(error), 80)}) 样本文件损坏: restore it from a"
            " backup, or draw and code the sample again"
        ) from error


def keep_reading(data: Path, key: Reading, sheets: Sequence[CodedSheet]) -> tuple[Reading, bool]:
    """Keep the sheets of one sample; return the reading and whether anything was new.

    The same answers read again change nothing, unless another reading came between.
    """
    coders = sorted(
        (
            {"coder": sheet.coder, "answers": sheet.answers, "notes": sheet.notes}
            for sheet in sheets
        ),
        key=as_json,
    )
    name = f"{key['sample']}-{short_hash(as_json(coders))}"
    latest = {reading["sample"]: reading for reading in read_readings(data)}.get(key["sample"])
    if latest is not None and latest["coders"] == coders:
        return latest, False
    reading = key | {"coders": coders, "read_at": utc_now().isoformat()}
    write_whole(data / FOLDER / "readings" / f"{name}.json", as_json(reading), mode=0o600)
    return reading, True


def read_readings(data: Path) -> list[Reading]:
    """The latest reading of each sample, oldest first. A damaged one is told, and left."""
    found: dict[str, Reading] = {}
    kept = []
    for path in sorted((data / FOLDER / "readings").glob("*.json")):
        try:
            reading = checked(json.loads(path.read_text(encoding="utf-8")))
            kept.append((str(reading["read_at"]), str(reading["sample"]), reading))
        except (OSError, ValueError, TypeError, KeyError) as error:
            logger.warning(
                "%s cannot be read (%s) 判读文件损坏: its figures are left out; read the coders'"
                " sheets again: python -m warehouse quality FILE…",
                path,
                one_line(repr(error), 80),
            )
    for _, sample, reading in sorted(kept, key=lambda each: each[:2]):
        found.pop(sample, None)
        found[sample] = reading
    return list(found.values())


def checked(stored: Any) -> Reading:
    """The stored key or reading. Raises what reading damaged JSON raises if a part is missing."""
    reading: Reading = dict(stored)
    reading["sizes"] = {name: int(reading["sizes"][name]) for name in STRATA}
    strata = {unit["stratum"] for unit in reading["units"].values()}
    coders = reading.get("coders", [])
    if not strata <= set(STRATA) or not isinstance(reading["sample"], str):
        raise ValueError("unknown stratum")
    for coder in coders:
        if set(coder["answers"]) != set(reading["units"]):
            raise ValueError("answers and units differ")
        if not set(coder["answers"].values()) <= {0, 1, None}:
            raise ValueError("unknown answer")
    return reading


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1)
