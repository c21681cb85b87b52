"""What the page asks the published database. Every value a reader chose is bound, never pasted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import duckdb

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


def options(connection: duckdb.DuckDBPyConnection) -> tuple[list[str], list[tuple[str, str]]]:
    """(theme ids, (channel, title) pairs) a reader may choose from."""
    themes = connection.execute("select theme from themes order by theme").fetchall()
    channels = connection.execute(
        "select channel, coalesce(title, channel) from channels order by channel"
    ).fetchall()
    return [row[0] for row in themes], channels


def default_period(connection: duckdb.DuckDBPyConnection) -> tuple[date, date]:
    """The last 90 days that have an article."""
    found = connection.execute("select max(published_date) from articles").fetchone()
    until = found[0] if found and found[0] else date(2019, 3, 11)
    return until - timedelta(days=PERIOD_DAYS - 1), until


def attention(connection: duckdb.DuckDBPyConnection, choice: Choice) -> list[Day]:
    return [Day(*row) for row in connection.execute(ATTENTION, choice.bound).fetchall()]


ATTENTION = """
with chosen as (
    select channel from channels where $channel is null or channel = $channel
), volume as (
    select published_date as day, count(*) as n
    from articles semi join chosen using (channel)
    where published_date between $since and $until group by 1
), named as (
    select a.published_date as day, count(distinct a.article_id) as n
    from theme_mentions m join articles a using (article_id) semi join chosen using (channel)
    where a.published_date between $since and $until
      and ($theme is null or m.theme = $theme) group by 1
), days as (
    select unnest(generate_series($since::date, $until::date, interval 1 day))::date as day
), covered as (
    select d.day, count(distinct c.channel) as n
    from days d join crawls c on d.day between c.complete_from_date and c.complete_until_date
        and not list_contains(coalesce(c.failed_dates, []), d.day)
    semi join chosen using (channel) group by 1
)
select d.day, coalesce(named.n, 0), coalesce(volume.n, 0), coalesce(covered.n, 0),
       (select count(*) from chosen)
from days d left join volume using (day) left join named using (day) left join covered using (day)
order by d.day
"""


def health(connection: duckdb.DuckDBPyConnection, choice: Choice) -> list[dict[str, Any]]:
    """One row per channel: newest article, usual rhythm, last crawl and how it ended."""
    found = connection.execute(HEALTH, {"channel": choice.channel})
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


HEALTH = """
with newest as (
    select channel, max(published_date) as newest_date, count(*) as articles,
           date_diff('day', min(published_date), max(published_date))
               / greatest(count(distinct published_date) - 1, 1) as usual_days
    from articles group by channel
), latest as (
    select channel, max(published_date) over () as all_newest from articles limit 1
), last_crawl as (
    select channel, arg_max(crawl_id, started_at) as crawl_id, max(started_at) as started_at,
           arg_max(finish_reason, started_at) as finish_reason,
           arg_max(exit_code, started_at) as exit_code, arg_max(reason, started_at) as reason
    from crawls group by channel
)
select c.channel, coalesce(c.title, c.channel) as title, n.newest_date, coalesce(n.articles, 0)
       as articles, n.usual_days, date_diff('day', n.newest_date, (select all_newest from latest))
       as behind_days, l.started_at, l.finish_reason, l.exit_code, l.reason
from channels c left join newest n using (channel) left join last_crawl l using (channel)
where ($channel is null or c.channel = $channel) and (n.articles > 0 or l.crawl_id is not null)
order by behind_days desc nulls first, c.channel
"""


def leaders(connection: duckdb.DuckDBPyConnection, choice: Choice) -> list[tuple[Any, ...]]:
    """(outlet, copies, channels that copied, median shortest lag in hours), most copied first."""
    return connection.execute(LEADERS_SQL, choice.bound | {"limit": LEADERS}).fetchall()


LEADERS_SQL = """
select r.parent_outlet, count(*) as copies, count(distinct a.channel),
       median(r.lag_min_seconds) filter (not r.is_contradicted) / 3600.0
from reprints r join articles a on a.article_id = r.child_id
where r.parent_outlet is not null and a.published_date between $since and $until
  and ($channel is null or a.channel = $channel)
  and ($theme is null or r.child_id in (select article_id from theme_mentions where theme = $theme))
group by 1 order by copies desc, 1 limit $limit
"""
