"""The weekly digest: what each theme got, what is new, who fell silent. Markdown, a file a week."""

from __future__ import annotations

import logging
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from desk.published import rows
from desk.tasks.notices import notify
from storage import states
from storage.files import write_whole
from storage.paths import data_folder

log = logging.getLogger(__name__)
TARGETS_SHOWN = 15
QUOTE_LIMIT = 120


class Week(NamedTuple):
    """Monday and Sunday, Beijing days."""

    monday: date
    sunday: date

    @property
    def name(self) -> str:
        year, number, _ = self.monday.isocalendar()
        return f"{year}-W{number:02}"


def write_digest(day: str | None = None) -> Path:
    """The digest of the week of ``day``, or of the newest published article; its path."""
    data = data_folder()
    week = week_of(date.fromisoformat(day) if day else _newest_day(data))
    target = data / "digests" / f"{week.name}.md"
    write_whole(target, compose(data, week))
    log.info("the digest of %s lies in %s", week.name, target)
    return target


def send_digest(path: str) -> None:
    notify("digest", Path(path).read_text(encoding="utf-8"), file=path)


def week_of(day: date) -> Week:
    monday = day - timedelta(days=day.weekday())
    return Week(monday, monday + timedelta(days=6))


def compose(data: Path, week: Week) -> str:
    """The whole page. Every value comes from the published database."""
    bound = {"monday": week.monday, "sunday": week.sunday}
    lines = [
        f"# 报道周报 Coverage digest · {week.name}",
        "",
        f"{week.monday} – {week.sunday}（北京时间 Beijing days）",
        "",
        "## 主题 Themes",
        "",
        "| 主题 theme | 文章 articles | 上周 before | 占比 share | 频道 channels | 状态 state |",
        "|---|--:|--:|--:|--:|---|",
    ]
    for theme, articles, before, share, channels, state in rows(data, THEMES, bound):
        told = f"{THEME_WORDS[state]} {state}"
        lines.append(f"| {_cell(theme)} | {articles} | {before} | {share} | {channels} | {told} |")
    seen = dict(rows(data, SEEN, bound))
    lines += ["", "## 采集状态 What was seen: channel-days", ""]
    lines += [
        f"- {word} {state}: {seen[state]}" for state, word in DAY_WORDS.items() if seen.get(state)
    ] or ["无 none"]
    targets = rows(data, TARGETS, bound | {"limit": TARGETS_SHOWN})
    lines += ["", "## 新目标 Targets stated this week", ""]
    lines += [
        f"- {_cell(channel)}: {_cell(subject or '')} {comparator or ''} {value:g} {unit or ''}"
        f" — “{_cell(quote)[:QUOTE_LIMIT]}”"
        for channel, subject, comparator, value, unit, quote in targets
    ] or ["无 none"]
    silent = rows(data, SILENT, {})
    lines += ["", "## 停更频道 Silent channels", ""]
    lines += [
        f"- {_cell(title)}: 最新 newest {newest}, 无稿 silent {days} days"
        for title, newest, days in silent
    ] or ["无 none"]
    return "\n".join(lines) + "\n"


DAY_WORDS = {
    states.COVERED: "完整",
    states.SILENT: "无稿",
    states.PARTLY: "部分",
    states.CHALLENGED: "受阻",
    states.NOT_CRAWLED: "未采集",
}
THEME_WORDS = {states.PRESENT: "有", states.ABSENT: "无", states.UNKNOWN: "未知"}
SEEN = """
select coverage_state, count(*)::int from channel_days
where published_date between $monday and $sunday group by 1
"""
THEMES = f"""
with volume as (
    select sum(article_count) as n,
           coalesce(bool_and(coverage_state in {states.SEEN_WHOLE}), false) as is_whole
    from channel_days
    where published_date between $monday and $sunday
)
select theme, count(*) filter (published_date >= $monday) as articles,
       count(*) filter (published_date < $monday) as before,
       coalesce(printf('%.1f %%', 100.0 * count(*) filter (published_date >= $monday)
           / nullif((select n from volume), 0)), '–') as share,
       count(distinct channel) filter (published_date >= $monday),
       case when count(*) filter (published_date >= $monday) > 0 then '{states.PRESENT}'
           when (select is_whole from volume) then '{states.ABSENT}'
           else '{states.UNKNOWN}' end
from rollups.theme_articles
where published_date between $monday - 7 and $sunday
group by theme order by articles desc, theme
"""
TARGETS = """
select a.channel, t.subject, t.comparator, t.value, t.unit, t.quote
from targets t join articles a using (article_id)
where a.published_date between $monday and $sunday
  and not exists (
    select 1 from targets e join articles o on o.article_id = e.article_id
    where e.subject is not distinct from t.subject and e.value = t.value
      and e.unit is not distinct from t.unit and o.published_date < $monday)
order by a.published_at, t.article_id, t.first_offset limit $limit
"""
SILENT = """
select coalesce(title, channel), newest_date, silent_days
from channel_freshness where is_stale order by silent_days desc, channel
"""


def _newest_day(data: Path) -> date:
    [(newest,)] = rows(data, "select max(published_date) from articles")
    if newest is None:
        raise ValueError("no dated article is published: nothing to digest")
    return date.fromisoformat(str(newest))


def _cell(text: str) -> str:
    """Scraped text in one line of Markdown: nothing in it is markup."""
    plain = " ".join(str(text).split())
    return "".join(f"\\{c}" if c in "\\`*_[]<>|#" else c for c in plain)
