"""Draw what coders are to judge: a stratified sample that anybody can draw again from its seed."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from warehouse.errors import ArgumentError
from warehouse.quality.kinds import Kind
from warehouse.reader import Limits, limited, open_catalogue, run
from warehouse.sql_files import sql_files

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

LIMITS = Limits(seconds=600, memory="2GB")
STRATA = ("tagged", "near", "far")
"""Tagged; not tagged but like it, where misses are dense; and the rest."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing to judge: an article (``mention`` is None), or one mention in it."""

    unit: str
    article_id: str
    stratum: str
    mention: str | None
    quote: str | None
    channel: str
    published_date: str
    headline: str
    body: str


@dataclass(frozen=True, slots=True)
class Sample:
    """``sizes`` are articles by stratum; ``sample`` is its name, made of all that decided it."""

    sample: str
    kind: Kind
    theme: str | None
    snapshot_id: str
    seed: int
    asked: int
    sizes: dict[str, int]
    units: list[Unit]


def draw(data: Path, kind: Kind, theme: str | None, count: int, seed: int) -> Sample:
    """Half of ``count`` units tagged, half not, as far as there are so many.

    The same catalogue and arguments give the same sample. Raises ArgumentError if the theme is
    unknown or nothing can be drawn.
    """
    if kind is Kind.theme and theme is None:
        raise ArgumentError("--kind theme needs --theme 请指定主题: see the view themes")
    with open_catalogue(data, LIMITS) as connection:
        if theme is not None:
            refuse_unknown(connection, theme)
        found = connection.execute("select any_value(snapshot_id) from snapshot").fetchone()
        snapshot_id = str(found[0]) if found else ""
        words: dict[str, Any] = {"theme": theme, "seed": str(seed)}
        words |= {"pieces": pieces(theme)} if theme and kind is Kind.theme else {}
        sizes = make_frame(connection, kind, words)
        if not sum(sizes.values()):
            raise ArgumentError("there are no articles to draw from 没有可抽取的文章")
        values = quotas(sizes, count) | {"seed": str(seed), "start": start(seed)}
        rows = run(connection, query("draw"), values, LIMITS).to_pylist()
    sample = short_hash(kind.value, theme or "", str(count), str(seed), snapshot_id)
    units = [
        Unit(
            unit=short_hash(sample, row["article_id"]),
            article_id=row["article_id"],
            stratum=row["stratum"],
            mention=row["mention"],
            quote=row["quote"],
            channel=row["title"] or row["channel"],
            published_date=str(row["published_date"] or ""),
            headline=row["headline"] or "",
            body=row["body"] or "",
        )
        for row in rows
    ]
    return Sample(sample, kind, theme, snapshot_id, seed, count, sizes, units)


def refuse_unknown(connection: duckdb.DuckDBPyConnection, theme: str) -> None:
    known = "select theme from theme_names where theme = $theme"
    if not run(connection, known, {"theme": theme}).num_rows:
        names = run(connection, "select theme from theme_names order by theme limit 8", None)
        some = "、".join(names["theme"].to_pylist()) or "none"
        raise ArgumentError(
            f"no theme is named {theme[:40]!r} 没有此主题; there are 现有: {some} …"
        )


def make_frame(
    connection: duckdb.DuckDBPyConnection, kind: Kind, words: dict[str, Any]
) -> dict[str, int]:
    """Put every article with its stratum into the table ``frame``; return sizes by stratum."""
    sql = query(kind.value)
    with limited(connection, LIMITS):
        used = {name: value for name, value in words.items() if f"${name}" in sql}
        connection.execute(f"create temp table frame as {sql}", used)
        counted = connection.execute("select stratum, count(*) from frame group by 1").fetchall()
    return dict.fromkeys(STRATA, 0) | dict(counted)


def query(name: str) -> str:
    return next(file.sql for file in sql_files("quality/queries") if file.path.stem == name)


def pieces(theme: str) -> str:
    """A pattern of every two neighbouring characters of the theme: what misses would look like."""
    text = re.sub(r"\W", "", theme)
    pairs = {text[at : at + 2] for at in range(len(text) - 1)} or {text or theme}
    return "|".join(re.escape(pair) for pair in sorted(pairs))


def quotas(sizes: dict[str, int], count: int) -> dict[str, int]:
    """Half of ``count`` for what is tagged, a quarter each for near and far; no more than is there.

    What one stratum cannot give, another can: those that are not tagged first.
    """
    given = dict.fromkeys(STRATA, 0)
    wanted = {"tagged": count - count // 2, "near": count // 4}
    wanted["far"] = count - sum(wanted.values())
    for name in STRATA:
        given[name] = min(sizes[name], wanted[name])
    for name in ("near", "far", "tagged"):
        left = count - sum(given.values())
        given[name] += min(left, sizes[name] - given[name])
    return given


def start(seed: int) -> float:
    """Where systematic sampling begins, 0 to 1."""
    return int(hashlib.sha256(f"start {seed}".encode()).hexdigest()[:8], 16) / 16**8


def short_hash(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]
