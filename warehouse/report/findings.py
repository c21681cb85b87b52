"""What the report says about a theme: rows of the published views, asked within one snapshot."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from warehouse.errors import ArgumentError
from warehouse.reader import Limits, open_catalogue, run
from warehouse.sql_files import sql_files

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    import duckdb

Row = dict[str, Any]
PARAMETER = re.compile(r"\$([a-z]+)")
LIMITS = Limits(seconds=300)
SINGLE = {"theme", "snapshot", "window", "totals", "arc"}
"""Queries whose answer is one row; the others give lists."""


@dataclass(frozen=True, slots=True)
class Findings:
    """Rows by query name (``report/queries/<name>.sql``), for one theme and window."""

    theme: Row
    snapshot: Row
    window: Row
    totals: Row
    arc: Row | None
    lists: dict[str, list[Row]]

    def __getitem__(self, name: str) -> list[Row]:
        return self.lists[name]


def gather(data: Path, theme: str, since: date | None, until: date | None) -> Findings:
    """Ask everything the report shows.

    Raises ArgumentError if neither the lexicon nor an article knows the theme, or if no day of the
    window is known.
    """
    asked: dict[str, Any] = {"theme": theme, "since": since, "until": until}
    with open_catalogue(data, LIMITS) as connection:
        known = rows(connection, "theme", asked)
        if not known:
            names = run(connection, "select theme from theme_names order by theme limit 8", None)
            some = "、".join(names["theme"].to_pylist()) or "none"
            raise ArgumentError(
                f"no theme is named {theme[:40]!r} 没有此主题; there are 现有: {some} …"
            )
        window = rows(connection, "window", asked)[0]
        if window["since_date"] is None:
            raise ArgumentError(
                "nothing is known of that time 该时段没有任何数据: choose other dates"
            )
        asked |= {"since": window["since_date"], "until": window["until_date"]}
        arc = rows(connection, "arc", asked)
        return Findings(
            theme=known[0],
            snapshot=rows(connection, "snapshot", asked)[0],
            window=window,
            totals=rows(connection, "totals", asked)[0],
            arc=arc[0] if arc else None,
            lists={
                name: rows(connection, name, asked)
                for name in (file.path.stem for file in sql_files("report/queries"))
                if name not in SINGLE
            },
        )


def rows(connection: duckdb.DuckDBPyConnection, name: str, asked: dict[str, Any]) -> list[Row]:
    sql = next(file.sql for file in sql_files("report/queries") if file.path.stem == name)
    values = {key: asked[key] for key in set(PARAMETER.findall(sql))}
    found: list[Row] = run(connection, sql, values, LIMITS).to_pylist()
    return found
