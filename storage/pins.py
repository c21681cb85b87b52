"""What of the lake is being read? A pin names a snapshot that garbage collection must leave alone.

Whoever reads the files of a snapshot for longer than a moment (the catalogue, an export, a mirror)
keeps a pin: the object ``state/pins/<name>.json``. A reader that may be killed gives its pin an
end; the others drop it when they read something else.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from storage.clock import utc_now

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import timedelta

    from storage.store import Store

FOLDER = "state/pins"
NAME = re.compile(r"[a-z][a-z0-9-]{0,63}")


class PinError(ValueError):
    """A pin cannot be read, so nobody knows what it holds; one line says which and what to do."""


@dataclass(frozen=True, slots=True)
class Pin:
    """One reader's hold on one snapshot."""

    snapshot_id: str
    since: str
    """UTC, ISO 8601."""
    why: str
    until: str | None = None
    """UTC, ISO 8601: the pin holds nothing from then on. None: until it is dropped."""


def read_pins(data: Store) -> dict[str, Pin]:
    """Pins that hold, by name. Raises PinError; OSError if the store cannot be read."""
    found = {}
    for entry in data.entries(FOLDER, is_deep=False):
        name, dot, kind = entry.key.rpartition("/")[2].partition(".")
        if not name or f"{dot}{kind}" != ".json":
            continue
        with contextlib.suppress(FileNotFoundError):  # dropped since it was listed
            pin = _parsed(data, entry.key)
            if pin.until is None or datetime.fromisoformat(pin.until) > utc_now():
                found[name] = pin
    return found


def keep_pin(
    data: Store, name: str, snapshot_id: str, why: str, *, lasting: timedelta | None = None
) -> None:
    """Hold a snapshot under ``name``, and what the pin of that name held before no more.

    ``lasting``: for readers that may die without dropping it. Raises ValueError, OSError.
    """
    if not NAME.fullmatch(name):
        raise ValueError(f"not the name of a pin: {name!r}")
    now = utc_now()
    until = (now + lasting).isoformat(timespec="seconds") if lasting else None
    pin = Pin(snapshot_id, now.isoformat(timespec="seconds"), why, until)
    data.write(f"{FOLDER}/{name}.json", json.dumps(asdict(pin), ensure_ascii=False, indent=1))


def drop_pin(data: Store, name: str) -> None:
    """Hold nothing under ``name`` any more; harmless if there is none."""
    data.delete(f"{FOLDER}/{name}.json")


@contextlib.contextmanager
def pinned(
    data: Store, name: str, snapshot_id: str, why: str, *, lasting: timedelta
) -> Iterator[None]:
    """Hold a snapshot for the block, in a folder that can be written; reading needs no more."""
    name = f"{name}-{os.getpid()}"
    with contextlib.suppress(OSError):
        keep_pin(data, name, snapshot_id, why, lasting=lasting)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            drop_pin(data, name)


def _parsed(data: Store, key: str) -> Pin:
    try:
        pin = Pin(**json.loads(data.read(key)))
        moments = [datetime.fromisoformat(text) for text in (pin.since, pin.until or pin.since)]
        if any(moment.tzinfo is None for moment in moments):
            raise ValueError("a moment without a time zone")
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise PinError(
            f"{data.address(key)} is no pin ({' '.join(str(error).split())[:120]}) 固定标记损坏:"
            " nothing is collected until it is deleted"
        ) from error
    return pin
