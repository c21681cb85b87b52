"""Do pages of this shape end with ``</html>``? Counted per channel, kept in its ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

BEGIN, END = b"<html", b"</html>"
TAIL_BYTES = 4096
MOST_SHAPES = 1000

SCHEMA = """
create table if not exists page_ends (
    shape text primary key,
    with_end integer not null,
    without_end integer not null
) without rowid;
"""


class PageEnds:
    """Counts by shape of address. Saved with the ledger when the crawl ends."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        db.executescript(SCHEMA)
        rows = db.execute("select shape, with_end, without_end from page_ends").fetchall()
        self._counts = {shape: [have, lack] for shape, have, lack in rows}

    def is_cut(self, shape: str, body: bytes, *, is_vouched: bool) -> bool:
        """True if the page's end is missing where it should be; tells nothing new if it is.

        ``is_vouched``: the server said how long the page is, and that much came.
        """
        has_begin, has_end = BEGIN in body[:TAIL_BYTES].lower(), END in body[-TAIL_BYTES:].lower()
        if not has_end and not is_vouched:
            have, lack = self._counts.get(shape) or self._of_all()
            # Nothing known yet: a page that opens as a whole document should end as one.
            return have > lack if have or lack else has_begin
        # A fragment (a login wall, a script) says nothing of how whole documents end.
        if (has_begin or has_end) and (shape in self._counts or len(self._counts) < MOST_SHAPES):
            self._counts.setdefault(shape, [0, 0])[0 if has_end else 1] += 1
        return False

    def _of_all(self) -> list[int]:
        """Of a shape not met yet the channel's other pages must tell."""
        return [sum(counts[at] for counts in self._counts.values()) for at in (0, 1)]

    def save(self) -> None:
        """Not yet committed."""
        if not self._db.in_transaction:
            self._db.execute("begin immediate")
        self._db.executemany(
            "insert or replace into page_ends values (?, ?, ?)",
            [(shape, *counts) for shape, counts in self._counts.items()],
        )
