"""What a ledger tells of the articles of its channel: one, those owed, those due for another look.

Days are Beijing days as the lists printed them, ISO 8601.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from crawler.session.crawl_history import CrawlHistory
from crawler.session.ledger_records import LedgerEntry, RevisitRule
from crawler.session.ledger_schema import bring_up_to_date, open_file
from storage.clock import beijing_today

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OWED = "state in ('seen', 'failed')"
COLUMNS = ", ".join(LedgerEntry.__dataclass_fields__)


class LedgerReading:
    """The half of a ledger that changes nothing. See ``Ledger`` for what it raises."""

    def __init__(self, path: Path) -> None:
        self._db = open_file(path)
        # A commit survives SIGKILL; a power cut may take the last ones, never tear one (see sync).
        self._db.execute("pragma synchronous = normal")
        bring_up_to_date(self._db)
        self.crawls = CrawlHistory(self._db)

    def get(self, canonical_url: str) -> LedgerEntry | None:
        row = self._db.execute(
            f"select {COLUMNS} from articles where canonical_url = ?",
            (canonical_url,),
        ).fetchone()
        return _entry(row) if row else None

    def open_articles(self) -> Iterator[LedgerEntry]:
        """Articles owed: seen but never done, or failed, however often."""
        yield from self._select(f"{OWED} order by first_seen_at", ())

    def given_up(self) -> Iterator[LedgerEntry]:
        yield from self._select("state = 'given_up' order by first_seen_at", ())

    def owed_days(self) -> set[str]:
        """Beijing days, as the lists printed them, of which an article is owed."""
        query = f"select distinct list_date from articles where {OWED} and list_date is not null"
        return {row[0] for row in self._db.execute(query)}

    def owed_for(self, *errors: str) -> Iterator[LedgerEntry]:
        """Articles owed whose last failure was one of these."""
        marks = ", ".join("?" * len(errors))
        yield from self._select(f"{OWED} and error in ({marks})", errors)

    def undated_owed(self) -> Iterator[LedgerEntry]:
        yield from self._select(f"{OWED} and list_date is null", ())

    def due_revisits(self, rule: RevisitRule) -> Iterator[LedgerEntry]:
        newest = self.newest_date()
        for entry in self._select("state in ('done', 'gone') order by fetched_at", ()):
            if rule.is_due(entry, newest):
                yield entry

    def is_due(self, entry: LedgerEntry, rule: RevisitRule) -> bool:
        return rule.is_due(entry, self.newest_date())

    def newest_date(self) -> date | None:
        """The latest day of any done article, today at most: a misprinted year must not count."""
        row = self._db.execute(
            "select max(list_date) from articles where state = 'done' and list_date <= ?",
            (beijing_today().isoformat(),),
        ).fetchone()
        return date.fromisoformat(row[0]) if row[0] else None

    def was_listed_by(self, canonical_url: str, crawl_id: str) -> bool:
        """True if the article was noted no later than that crawl, whatever became of it.

        Articles noted by a crawl that was killed later do not count: a list that holds only them
        may go on to others that nobody noted.
        """
        query = "select noted_by from articles where canonical_url = ?"
        row = self._db.execute(query, (canonical_url,)).fetchone()
        return bool(row and self.crawls.is_no_later(row[0], crawl_id))

    def counts(self) -> dict[str, int]:
        return dict(self._db.execute("select state, count(*) from articles group by state"))

    def shared_texts(self) -> list[str]:
        return [row[0] for row in self._db.execute("select text_hash from shared_texts")]

    def _select(self, where: str, values: tuple[Any, ...]) -> Iterator[LedgerEntry]:
        query = f"select {COLUMNS} from articles where {where}"
        # Whole result first: the caller writes to the same table while it iterates.
        yield from (_entry(row) for row in self._db.execute(query, values).fetchall())


def _entry(row: tuple[Any, ...]) -> LedgerEntry:
    return entry_of(dict(zip(LedgerEntry.__dataclass_fields__, row, strict=True)))


def entry_of(values: dict[str, Any]) -> LedgerEntry:
    """Raises ValueError, TypeError or KeyError for a row that is none."""
    fields: dict[str, Any] = {name: values.get(name) for name in LedgerEntry.__dataclass_fields__}
    for name in ("request", "missing_looks"):
        fields[name] = json.loads(fields[name] or "[]")
    datetime.fromisoformat(fields["first_seen_at"])
    return LedgerEntry(**fields)
