"""What must outlive the lake: which rows the drift gate holds, and which rows a person released.

The drift gate judges what is new beside what is published, so a lake made anew could not judge
again: its holds lie in the state folder, as the releases do. Both name raw lines.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pyarrow.compute as pc

from transforms.build.holds import DRIFT, HELD, Hold, places_of, summary
from transforms.errors import LakeError

if TYPE_CHECKING:
    from collections.abc import Collection

    import pyarrow as pa

    from storage.store import Store
    from transforms.build.holds import Place
    from transforms.lake.mending import LastBuild
    from transforms.lake.snapshot import Lake

HOLDS, RELEASES = "state/holds.json", "state/releases.json"
"""{raw file: {line: reason}}; {raw file: [line, …]}."""


def standing(lake: Lake, last: LastBuild | None) -> dict[Place, str]:
    """Why the drift gate holds each raw line that it held before, and nobody released since.

    As noted, and as the last snapshot states it: what a build killed after its publish had not
    noted yet, or one of an older version. Raises LakeError if the notes cannot be read.
    """
    found = _read_holds(lake.data)
    if last is not None and last.snapshot.counts.get(HELD):
        held = _by_drift(lake.read_table(last.snapshot, "dropped"))
        found |= dict(zip(places_of(held), held["detail"].to_pylist(), strict=True))
    released = read_releases(lake.data)
    return {place: detail for place, detail in found.items() if place not in released}


def remember(data: Store, dropped: pa.Table, raw_files: Collection[str]) -> None:
    """Note what the drift gate holds among ``dropped``; of raw files not read, what it held."""
    known = _read_holds(data)
    held = _by_drift(dropped)
    found = {place: detail for place, detail in known.items() if place[0] not in raw_files}
    found |= dict(zip(places_of(held), held["detail"].to_pylist(), strict=True))
    if found != known:
        noted: dict[str, dict[str, str]] = {}
        for (raw_file, line), detail in sorted(found.items()):
            noted.setdefault(raw_file, {})[str(line)] = detail
        data.write(HOLDS, json.dumps(noted, ensure_ascii=False, indent=1))


def read_releases(data: Store) -> set[Place]:
    """Raw file and line of every row that was released. Raises LakeError if they cannot be read."""
    remedy = "放行记录损坏: mend it, or move it away and release again"
    stored = _read_state(data, RELEASES, remedy)
    try:
        return {(str(raw_file), int(line)) for raw_file, lines in stored.items() for line in lines}
    except (ValueError, TypeError) as error:
        raise _unreadable(data, RELEASES, error, remedy) from error


def release(lake: Lake, *, channel: str | None = None, gate: str | None = None) -> list[Hold]:
    """Note the held rows of the published snapshot as released; the next build publishes them.

    Only of ``channel`` and ``gate`` ("clock", "drift"), if given. Returns what was released.
    """
    with lake.building():
        current = lake.current()
        if current is None:
            raise LakeError("nothing is built yet 尚未构建: python -m transforms build")
        dropped = lake.read_table(current, "dropped")
        is_meant = pc.equal(dropped["drop_reason"], HELD)
        if channel is not None:
            is_meant = pc.and_(is_meant, pc.equal(dropped["channel"], channel))
        if gate is not None:
            is_meant = pc.and_(is_meant, pc.equal(dropped["step"], f"gate: {gate}"))
        rows = dropped.filter(is_meant)
        released: dict[str, list[int]] = {}
        for raw_file, line in sorted(read_releases(lake.data) | set(places_of(rows))):
            released.setdefault(raw_file, []).append(line)
        if rows.num_rows:
            lake.data.write(RELEASES, json.dumps(released, indent=1))
        published = lake.read_table(current, "articles", ["article_id"])["article_id"]
    return summary(rows, published)


def _by_drift(dropped: pa.Table) -> pa.Table:
    is_held = pc.equal(dropped["drop_reason"], HELD)
    return dropped.filter(pc.and_(is_held, pc.equal(dropped["step"], DRIFT)))


def _read_holds(data: Store) -> dict[Place, str]:
    remedy = "暂缓记录损坏: mend it, or move it away: then what the last snapshot holds stays held"
    stored = _read_state(data, HOLDS, remedy)
    try:
        return {
            (str(raw_file), int(line)): str(detail)
            for raw_file, lines in stored.items()
            for line, detail in lines.items()
        }
    except (ValueError, TypeError, AttributeError) as error:
        raise _unreadable(data, HOLDS, error, remedy) from error


def _read_state(data: Store, key: str, remedy: str) -> dict[str, Any]:
    try:
        stored = json.loads(data.read(key))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        raise _unreadable(data, key, error, remedy) from error
    if not isinstance(stored, dict):
        raise _unreadable(data, key, TypeError("no object"), remedy)
    return stored


def _unreadable(data: Store, key: str, error: Exception, remedy: str) -> LakeError:
    why = " ".join(str(error).split())[:120]
    return LakeError(f"{data.address(key)} cannot be read ({why}) {remedy}")
