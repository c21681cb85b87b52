"""What the page asks the published database. Every value a reader chose is bound, never pasted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

import duckdb

from storage.clock import beijing_today
from storage.states import SEEN_WHOLE

PERIOD_DAYS = 90
PERIOD_LIMIT = 1100
LEADERS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What the reader asked for; None is everything. Days are Beijing days, both included."""

    theme: str | None
    channel: str | None
    since: date
    until: date

    @property
    def bound(self) -> dict[str, Any]:
        return {
            "theme": self.theme,
            "channel": self.channel,
            "since": self.since,
            "until": self.until,
        }


class Day(NamedTuple):
    """``articles`` of the theme of ``volume`` in all; ``covered`` of ``channels`` fully crawled."""

    day: date
    articles: int
    volume: int
    covered: int
    channels: int

    @property
    def is_gap(self) -> bool:
        return self.covered < self.channels

    @property
    def share(self) -> float | None:
        return 100.0 * self.articles / self.volume if self.volume else None


def quality(connection: duckdb.DuckDBPyConnection, theme: str | None) -> str | None:
    """How far the tags of the theme can be trusted; None of all themes, or if nobody could say.

    A catalogue published by an earlier version does not tell.
    """
    asked = (
        "select if(is_measured, verdict, '未测 not measured here') from tag_quality"
        " where kind = 'theme' and theme = $theme and is_newest"
    )
    try:
        found = connection.execute(asked, {"theme": theme}).fetchone() if theme else None
    except duckdb.CatalogException:
        return None
    return str(found[0]) if found else None


def options(connection: duckdb.DuckDBPyConnection) -> tuple[list[str], list[tuple[str, str]]]:
    """(theme ids, (channel, title) pairs) a reader may choose from."""
    themes = connection.execute("select theme from themes order by theme").fetchall()
    channels = connection.execute(
        "select channel, coalesce(title, channel) from channels order by channel"
    ).fetchall()
    return [row[0] for row in themes], channels


def totals(connection: duckdb.DuckDBPyConnection) -> tuple[int, date | None]:
    """(articles published, Beijing day of the newest)."""
    found = connection.execute("select count(*), max(published_date) from articles").fetchone()
    return found or (0, None)


def default_period(connection: duckdb.DuckDBPyConnection) -> tuple[date, date]:
    """The 90 days up to the newest article, or fewer if the oldest is younger."""
    found = connection.execute(
        "select min(published_date), max(published_date) from rollups.channel_volumes"
    ).fetchone()
    oldest, newest = found or (None, None)
    newest = newest or beijing_today()
    return max(oldest or newest, newest - timedelta(days=PERIOD_DAYS - 1)), newest


def attention(connection: duckdb.DuckDBPyConnection, choice: Choice) -> list[Day]:
    bound = choice.bound
    if choice.theme is None:
        del bound["theme"]  # DuckDB refuses a value nobody asks for
    named = OF_ANY_THEME if choice.theme is None else OF_ONE_THEME
    sql = ATTENTION.format(named=named, whole=SEEN_WHOLE)
    return [Day(*row) for row in connection.execute(sql, bound).fetchall()]


OF_ONE_THEME = """
    select published_date as day, sum(document_count) as articles from rollups.theme_days
    where theme = $theme and published_date between $since and $until
      and ($channel is null or channel = $channel)
    group by all
"""
OF_ANY_THEME = """
    select published_date as day, sum(article_count) as articles from rollups.named_days
    where published_date between $since and $until and ($channel is null or channel = $channel)
    group by all
"""
ATTENTION = """
with crawled as (
    select channel from crawls union select channel from rollups.channel_volumes
), days as (
    select published_date as day, sum(article_count) as volume, count(*) as channels,
           count(*) filter (coverage_state in {whole}) as covered
    from channel_days semi join crawled using (channel)
    where published_date between $since and $until and ($channel is null or channel = $channel)
    group by all
), named as (
    {named}
), calendar as (
    select unnest(generate_series($since::date, $until::date, interval 1 day))::date as day
)
select day, coalesce(articles, 0)::int, coalesce(volume, 0)::int, coalesce(covered, 0),
       coalesce(channels, 1)
from calendar left join days using (day) left join named using (day)
order by day
"""


def seen_days(
    connection: duckdb.DuckDBPyConnection, choice: Choice
) -> list[tuple[str, dict[str, int]]]:
    """(title, days by state) of every channel in the period; those least seen whole first."""
    bound = {name: choice.bound[name] for name in ("channel", "since", "until")}
    found: dict[str, dict[str, int]] = {}
    for title, state, days in connection.execute(SEEN_DAYS, bound).fetchall():
        found.setdefault(title, {})[state] = days
    return list(found.items())


SEEN_DAYS = f"""
with crawled as (
    select channel from crawls union select channel from rollups.channel_volumes
), counted as (
    select channel, coverage_state, count(*)::int as days
    from channel_days semi join crawled using (channel)
    where published_date between $since and $until and ($channel is null or channel = $channel)
    group by channel, coverage_state
)
select coalesce(title, channel), coverage_state, days
from counted left join channels using (channel)
order by sum(days) filter (coverage_state not in {SEEN_WHOLE}) over (partition by channel)
    desc nulls last, channel
"""


def health(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """One row per channel that was ever crawled: freshness, last crawl and how it ended."""
    found = connection.execute(HEALTH)
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


HEALTH = """
with last_crawl as (
    select channel, max(started_at) as started_at,
           arg_max(finish_reason, started_at) as finish_reason,
           arg_max(exit_code, started_at) as exit_code, arg_max(reason, started_at) as reason
    from crawls group by channel
)
select f.channel, coalesce(f.title, f.channel) as title, f.newest_date, f.article_count,
       f.silent_days, f.is_stale, l.started_at, l.finish_reason, l.exit_code, l.reason
from channel_freshness f left join last_crawl l using (channel)
where f.article_count > 0 or l.started_at is not null
order by f.is_stale desc, coalesce(l.exit_code, 0) = 0, f.channel
"""


def leaders(connection: duckdb.DuckDBPyConnection, choice: Choice) -> list[tuple[Any, ...]]:
    """(source, copies, channels, median shortest and longest lag in hours), most copied first.

    The two lags differ where a source dates its articles to the day: the order may be either.
    """
    return connection.execute(LEADERS_SQL, choice.bound | {"limit": LEADERS}).fetchall()


# Counted first, then the rest for the few that are shown: medians of all would take as long again.
LEADERS_SQL = """
with copied as (
    select parent, child_key, child_channel, lag_min_seconds, lag_max_seconds, is_contradicted
    from rollups.reprint_edges
    where child_date between $since and $until
      and ($channel is null or child_channel = $channel)
      and ($theme is null or child_key in (
          select article_key from rollups.theme_articles
          where theme = $theme and published_date between $since and $until))
), most as (
    select parent, count(distinct child_key) as copies
    from copied group by parent order by copies desc, parent limit $limit
)
select coalesce(any_value(channels.title), parent), any_value(copies) as copies,
       count(distinct child_channel),
       median(lag_min_seconds) filter (not is_contradicted) / 3600.0,
       median(lag_max_seconds) filter (not is_contradicted) / 3600.0
from copied join most using (parent) left join channels on channels.channel = parent
group by parent order by copies desc, parent
"""
