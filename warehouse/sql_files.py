"""The SQL of the warehouse: one object a file, whose header states grain and columns.

A header reads ``-- name: grain``, then free lines, then one line ``--   column  meaning`` a column.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from pathlib import Path

from storage import states
from storage.bounds import FIRST_DAY
from storage.clock import ZONE

TITLE = re.compile(r"-- ([a-z0-9_.]+(?:\([^)]*\))?): (.+)")
COLUMN = re.compile(r"--   ([a-z_]+) {2,}(\S.*)")
MORE = re.compile(r"--    +(\S.*)")
PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
LAKE_TABLE = re.compile(r"\{([a-z_]+)\}|\blake\.([a-z_]+)")
HERE = Path(__file__).parent


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


WORDS = {
    state: quoted(state) for state in (*states.CHANNEL_DAY_STATES, *states.THEME_DAY_STATES)
} | {
    "seen_whole": f"({', '.join(map(quoted, states.SEEN_WHOLE))})",
    "first_day": f"date '{FIRST_DAY}'",
    "beijing_zone": quoted(ZONE),
}
"""Facts that other rooms know too, by the word that SQL has for them: ``{covered}``."""


@dataclass(frozen=True, slots=True)
class SqlFile:
    """One file: ``name`` of its object (a macro with its parameters), what a row is, its SQL."""

    path: Path
    name: str
    grain: str
    notes: str
    columns: dict[str, str]
    sql: str

    @property
    def kind(self) -> str:
        """One of view, macro, rollup, working (lives during the build only)."""
        if "create temp " in self.sql:
            return "working"
        if self.name.startswith("rollups."):
            return "rollup"
        return "macro" if "create macro" in self.sql else "view"


@functools.cache
def sql_files(folder: str) -> tuple[SqlFile, ...]:
    """All files of ``views``, ``checks`` or ``cookbook``, in the order of their names."""
    return tuple(read_sql(path) for path in sorted((HERE / folder).glob("*.sql")))


def read_sql(path: Path) -> SqlFile:
    text = path.read_text(encoding="utf-8")
    header = []
    for line in text.splitlines():
        if not line.startswith("--"):
            break
        header.append(line)
    title = TITLE.fullmatch(header[0]) if header else None
    if title is None:
        raise ValueError(f"{path.name}: the first line must read '-- name: what one row is'")
    notes, columns, last = [], {}, ""
    for line in header[1:]:
        if found := COLUMN.fullmatch(line):
            last = found[1]
            columns[last] = found[2]
        elif last and (more := MORE.fullmatch(line)):
            columns[last] += " " + more[1]
        else:
            notes.append(line.removeprefix("--").strip())
    return SqlFile(path, title[1], title[2], " ".join(notes), columns, known_words(text))


def known_words(sql: str) -> str:
    return PLACEHOLDER.sub(lambda found: WORDS.get(found[1], found[0]), sql)


def lake_tables(sql: str) -> set[str]:
    """Lake tables that the SQL reads, as ``{table}`` or through the schema ``lake``."""
    return {first or second for first, second in LAKE_TABLE.findall(sql)}


def bound(sql: str, words: dict[str, str]) -> str:
    """The SQL with each ``{table}`` or other word of the build replaced by what it stands for."""
    return PLACEHOLDER.sub(lambda found: words[found[1]], sql)
