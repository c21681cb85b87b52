"""Which parameters of a channel's addresses name no article? Learned, never guessed.

A parameter is learned when, within one crawl, at least three articles answered the same under two
of its values (three different contents: one error page under many addresses teaches nothing), no
article answered differently, and none ever had another headline. From then on it is folded out of
this channel's canonical addresses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

if TYPE_CHECKING:
    import sqlite3

NEEDED_PAIRS = 3
MOST_PARAMETERS = 12
"""Addresses with more of them teach nothing."""

SCHEMA = """
create table if not exists parameter_values (
    parameter text not null,
    base text not null,
    value text not null,
    content_hash text not null,
    headline_hash text not null,
    primary key (parameter, base)
) without rowid;
create table if not exists session_parameters (
    parameter text primary key,
    state text not null check (state in ('learned', 'names_articles'))
) without rowid;
"""


class SessionParameters:
    """The parameters of one channel, in its ledger's file. Commits with the ledger."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        db.executescript(SCHEMA)
        rows = db.execute("select parameter, state from session_parameters").fetchall()
        self.learned = {name for name, state in rows if state == "learned"}
        self._naming = {name for name, state in rows if state != "learned"}
        self._equal: dict[str, dict[str, str]] = {}
        self._changed: set[str] = set()

    def fold(self, canonical_url: str) -> str:
        """The canonical address without the learned parameters; most come back as they are."""
        if not self.learned or "?" not in canonical_url:
            return canonical_url
        return without(canonical_url, self.learned)

    def observe(self, canonical_url: str, content_hash: str, headline_hash: str) -> None:
        """Hold an article against the one last had at the address without each parameter."""
        if "?" not in canonical_url:
            return
        query = urlsplit(canonical_url).query
        given = parse_qsl(query, keep_blank_values=True, encoding="latin-1")
        if len(given) > MOST_PARAMETERS:
            return
        for parameter, value in given:
            if parameter in self.learned or parameter in self._naming:
                continue
            base = without(canonical_url, {parameter})
            self._compare(parameter, base, value, content_hash, headline_hash)

    def _compare(self, parameter: str, base: str, value: str, content: str, headline: str) -> None:
        query = (
            "select value, content_hash, headline_hash from parameter_values"
            " where parameter = ? and base = ?"
        )
        earlier = self._db.execute(query, (parameter, base)).fetchone()
        if not self._db.in_transaction:
            self._db.execute("begin immediate")
        self._db.execute(
            "insert or replace into parameter_values values (?, ?, ?, ?, ?)",
            (parameter, base, value, content, headline),
        )
        if earlier is None or earlier[0] == value:
            return
        if earlier[1] == content:
            self._equal.setdefault(parameter, {})[base] = content
        elif earlier[2] == headline:
            self._changed.add(parameter)  # an edit, most likely: look again at the next crawl
        else:
            self._decide(parameter, "names_articles")
            self._naming.add(parameter)

    def learn(self) -> list[str]:
        """What this crawl has taught: parameters newly folded, to be told. Not yet committed."""
        new = sorted(
            parameter
            for parameter, contents in self._equal.items()
            if len(contents) >= NEEDED_PAIRS
            and len(set(contents.values())) >= NEEDED_PAIRS
            and parameter not in self._changed | self._naming | self.learned
        )
        for parameter in new:
            self._decide(parameter, "learned")
            self.learned.add(parameter)
            self._fold_known(parameter)
        return new

    def _decide(self, parameter: str, state: str) -> None:
        if not self._db.in_transaction:
            self._db.execute("begin immediate")
        self._db.execute("delete from parameter_values where parameter = ?", (parameter,))
        self._db.execute(
            "insert or replace into session_parameters values (?, ?)", (parameter, state)
        )

    def _fold_known(self, parameter: str) -> None:
        """Give articles of earlier crawls their folded address, so that they are met again.

        Of several that are one article, the one had last stands for all.
        """
        like = f"%{parameter}=%"
        rows = self._db.execute(
            "select canonical_url from articles where canonical_url like ?"
            " order by state = 'done', fetched_at",
            (like,),
        ).fetchall()
        for (address,) in rows:
            folded = without(address, {parameter})
            if folded == address:
                continue
            self._db.execute(
                "update or replace articles set canonical_url = ? where canonical_url = ?",
                (folded, address),
            )


def without(url: str, parameters: set[str]) -> str:
    """A canonical address without some of its parameters."""
    parts = urlsplit(url)
    given = parse_qsl(parts.query, keep_blank_values=True, encoding="latin-1")  # any bytes
    kept = [(name, value) for name, value in given if name not in parameters]
    if len(kept) == len(given):
        return url
    return urlunsplit(parts._replace(query=urlencode(kept, encoding="latin-1")))
