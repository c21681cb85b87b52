"""Where the archive holds one exchange: the way back from an item to its bytes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True, kw_only=True)
class WarcPointer:
    file: str
    """Path relative to the data folder."""
    offset: int
    digest: str
    """``sha1:BASE32`` of the payload, as in WARC-Payload-Digest."""
