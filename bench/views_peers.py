"""The same questions over the same mentions in pandas, polars and SQLite."""

from __future__ import annotations

import sqlite3
import statistics
import time
from datetime import date
from typing import TYPE_CHECKING, Any

import duckdb

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pyarrow as pa

THEME = "theme_03"
SINCE, UNTIL = date(2025, 12, 1), date(2025, 12, 30)
RUNS = 3
MENTIONS = """
select theme, channel, published_date, article_id, is_original, published_from_at
from rollups.theme_articles
"""
VOLUMES = "select channel, published_date, article_count from rollups.channel_volumes"
OURS = {
    "theme, 30 days by channel": (
        "select channel, document_count, share_pct"
        f" from theme_share('{THEME}', date '{SINCE}', date '{UNTIL}')"
    ),
    "theme by day, 2 years": (
        "select published_date, document_count from theme_attention"
        f" where theme = '{THEME}' order by 1"
    ),
    "themes together, 30 days": (
        "select theme_a, theme_b, document_count"
        f" from co_occurrence_between(date '{SINCE}', date '{UNTIL}')"
    ),
    "first mention by channel": (
        f"select channel, first_from_at from first_movers where theme = '{THEME}'"
    ),
    "share of attention, all": (
        "select theme, channel, month_date, share_pct from share_of_attention"
    ),
}


def compare(data: Path) -> None:
    """Print our time and every peer's as a ratio: above 1, the peer is slower."""
    with duckdb.connect(
        str(data / "coverage.duckdb"), read_only=True, config={"threads": 2}
    ) as connection:
        mentions = connection.sql(MENTIONS).to_arrow_table()
        volumes = connection.sql(VOLUMES).to_arrow_table()
        ours = {
            name: median_ms(lambda sql=sql: connection.sql(sql).to_arrow_table())
            for name, sql in OURS.items()
        }
    print(f"\n{'beside peers, in memory or indexed':<34}{'ours ms':>9}", end="")
    columns: list[dict[str, float]] = []
    for name, prepare in (("pandas", in_pandas), ("polars", in_polars), ("SQLite", in_sqlite)):
        print(f"{name:>11}", end="", flush=True)
        questions = prepare(mentions, volumes, data)
        columns.append({asked: median_ms(question) for asked, question in questions.items()})
    print()
    for asked, own in ours.items():
        ratios = "".join(f"{column[asked] / own:>9.1f} x" for column in columns)
        print(f"  {asked:<32}{own:>9.1f}{ratios}")
    print("(a peer's figure: its time / ours; loading is not counted for any)")


def median_ms(question: Callable[[], Any]) -> float:
    question()
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        question()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def in_pandas(mentions: pa.Table, volumes: pa.Table, _: Path) -> dict[str, Callable[[], Any]]:
    import pandas as pd

    frame = mentions.to_pandas(categories=["theme", "channel"])
    volume = volumes.to_pandas()
    for one in (frame, volume):
        one["published_date"] = pd.to_datetime(one["published_date"])
    window = (pd.Timestamp(SINCE), pd.Timestamp(UNTIL))

    def by_channel() -> Any:
        found = frame[(frame.theme == THEME) & frame.published_date.between(*window)]
        known = (
            volume[volume.published_date.between(*window)].groupby("channel").article_count.sum()
        )
        return found.groupby("channel", observed=True).size() / known

    def together() -> Any:
        found = frame[frame.published_date.between(*window)][["article_id", "theme"]]
        found = found.assign(theme=found.theme.astype(str))
        pairs = found.merge(found, on="article_id")
        return pairs[pairs.theme_x < pairs.theme_y].groupby(["theme_x", "theme_y"]).size()

    def shares() -> Any:
        month = frame.published_date.dt.to_period("M")
        counts = frame.groupby(["theme", "channel", month], observed=True).size()
        known = volume.groupby(["channel", volume.published_date.dt.to_period("M")]).article_count
        return counts.reset_index().merge(
            known.sum().reset_index(), on=["channel", "published_date"]
        )

    return {
        "theme, 30 days by channel": by_channel,
        "theme by day, 2 years": lambda: (
            frame[frame.theme == THEME].groupby("published_date").size()
        ),
        "themes together, 30 days": together,
        "first mention by channel": lambda: (
            frame[frame.theme == THEME].groupby("channel", observed=True).published_from_at.min()
        ),
        "share of attention, all": shares,
    }


def in_polars(mentions: pa.Table, volumes: pa.Table, _: Path) -> dict[str, Callable[[], Any]]:
    import polars as pl

    frame, volume = pl.DataFrame(mentions), pl.DataFrame(volumes)
    day = pl.col("published_date")
    months = day.dt.truncate("1mo").alias("month")

    def by_channel() -> Any:
        found = frame.lazy().filter((pl.col("theme") == THEME) & day.is_between(SINCE, UNTIL))
        known = volume.lazy().filter(day.is_between(SINCE, UNTIL))
        counts = found.group_by("channel").len()
        return counts.join(
            known.group_by("channel").agg(pl.sum("article_count")), on="channel"
        ).collect()

    def together() -> Any:
        found = frame.lazy().filter(day.is_between(SINCE, UNTIL)).select("article_id", "theme")
        pairs = found.join(found, on="article_id").filter(pl.col("theme") < pl.col("theme_right"))
        return pairs.group_by("theme", "theme_right").len().collect()

    def shares() -> Any:
        counts = frame.lazy().group_by("theme", "channel", months).len()
        known = volume.lazy().group_by("channel", months).agg(pl.sum("article_count"))
        return counts.join(known, on=["channel", "month"]).collect()

    one = frame.lazy().filter(pl.col("theme") == THEME)
    return {
        "theme, 30 days by channel": by_channel,
        "theme by day, 2 years": lambda: one.group_by("published_date").len().collect(),
        "themes together, 30 days": together,
        "first mention by channel": lambda: (
            one.group_by("channel").agg(pl.min("published_from_at")).collect()
        ),
        "share of attention, all": shares,
    }


def in_sqlite(mentions: pa.Table, volumes: pa.Table, data: Path) -> dict[str, Callable[[], Any]]:
    """A file with covering indexes, as one would build it for these questions."""
    path = data / "peer.sqlite"
    path.unlink(missing_ok=True)
    store = sqlite3.connect(path)
    store.execute("pragma journal_mode = off")
    store.execute("pragma synchronous = off")
    store.execute("pragma cache_size = -500000")
    store.execute(
        "create table m (theme text, channel text, day text, id text, original int, at text)"
    )
    store.execute("create table v (channel text, day text, n int)")
    for batch in mentions.to_batches(max_chunksize=100_000):
        columns = [batch.column(i).cast("string").to_pylist() for i in range(batch.num_columns)]
        store.executemany("insert into m values (?, ?, ?, ?, ?, ?)", zip(*columns, strict=True))
    rows = zip(*(volumes.column(i).cast("string").to_pylist() for i in range(3)), strict=True)
    store.executemany("insert into v values (?, ?, ?)", rows)
    store.execute("create index by_theme on m (theme, day, channel, at)")
    store.execute("create index by_day on m (day, id, theme)")
    store.execute("create index by_volume on v (day, channel, n)")
    store.execute("analyze")
    window = f"day between '{SINCE}' and '{UNTIL}'"
    asked = {
        "theme, 30 days by channel": (
            "select a.channel, a.n * 100.0 / b.n from (select channel, count(*) n from m where"
            f" theme = '{THEME}' and {window} group by 1) a join (select channel, sum(n) n from v"
            f" where {window} group by 1) b using (channel)"
        ),
        "theme by day, 2 years": f"select day, count(*) from m where theme = '{THEME}' group by 1",
        "themes together, 30 days": (
            f"with w as materialized (select id, theme from m where {window})"
            " select a.theme, b.theme, count(*) from w a join w b on a.id = b.id"
            " and a.theme < b.theme group by 1, 2"
        ),
        "first mention by channel": (
            f"select channel, min(at) from m where theme = '{THEME}' group by 1"
        ),
        "share of attention, all": (
            "select a.theme, a.channel, a.month, a.n * 100.0 / b.n from (select theme, channel,"
            " substr(day, 1, 7) month, count(*) n from m group by 1, 2, 3) a join (select channel,"
            " substr(day, 1, 7) month, sum(n) n from v group by 1, 2) b using (channel, month)"
        ),
    }
    return {name: (lambda sql=sql: store.execute(sql).fetchall()) for name, sql in asked.items()}
