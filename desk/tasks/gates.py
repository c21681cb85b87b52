"""Data gates: what must hold before raw items are built, and before a snapshot is published.

A gate that fails raises GateError; its one line is the first of the task log. Nothing is changed by
a gate, so the last good snapshot stays published.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from desk.published import NotPublishedError, rows
from storage.paths import data_folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

HELD_SHOWN = 8
SHRINK = 0.9
"""Published articles may not fall below this share of those published before."""


class GateError(Exception):
    """What does not hold, where, and what to do."""


def report_held(report: Mapping[str, Any]) -> None:
    """The last task of a build: red if anything waits for a person. What is good is published."""
    _fail([f"{line} 已暂缓，其余已发布" for line in report.get("held") or []], limit=HELD_SHOWN)


def check_snapshot(data: Path | None = None) -> dict[str, Any]:
    """The new snapshot against the published one: duplicates, dates, sums, articles lost."""
    from warehouse.session import connect

    data = data or data_folder()
    lake = data / "lake"
    try:
        name = (lake / "CURRENT").read_text(encoding="utf-8").strip()
        manifest = json.loads((lake / "snapshots" / f"{name}.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise GateError(
            f"the lake has no readable snapshot ({error}): run build_articles"
        ) from error
    problems = [
        f"{table}: {part['path']} is missing"
        for table, parts in manifest["tables"].items()
        for part in parts
        if not (lake / part["path"]).exists()
    ]
    _fail(problems)
    with connect() as connection:
        paths = [str(lake / part["path"]) for part in manifest["tables"]["articles"]]
        facts = connection.execute(ARTICLE_FACTS, [paths]).fetchone() if paths else (0, 0, 0)
    articles, twice, undated = facts or (0, 0, 0)
    before = published_articles(data)
    if twice:
        problems.append(f"{twice} article ids stand twice in snapshot {name}")
    if before and articles < SHRINK * before:
        problems.append(
            f"{articles} articles, but {before} are published now: what took them away?"
        )
    _fail(problems)
    return {"snapshot": name, "articles": articles, "undated": undated, "published_before": before}


ARTICLE_FACTS = """
select count(*), count(*) - count(distinct article_id), count(*) filter (published_at is null)
from read_parquet(?)
"""


def published_articles(data: Path) -> int:
    """Articles people can read now; 0 before the first publish."""
    try:
        [(count,)] = rows(data, "select count(*) from articles")
    except NotPublishedError:
        return 0
    return int(count)


def read_crawls(data: Path) -> tuple[list[dict[str, Any]], list[str]]:
    """(rows of ``raw/crawls``, oldest first; lines about those that cannot be read)."""
    crawls, problems = [], []
    for path in sorted((data / "raw" / "crawls").glob("channel=*/*.json"), key=lambda p: p.name):
        try:
            row = json.loads(path.read_text(encoding="utf-8"))
            for count in ("links_found", "fetched", "items", "failed"):
                row[count] = int(row.get(count) or 0)
            crawls.append(row | {"channel": str(row["channel"]), "crawl_id": str(row["crawl_id"])})
        except (OSError, ValueError, KeyError, TypeError) as error:
            problems.append(f"{path.relative_to(data)} is no crawl row ({error}): move it away")
    return crawls, problems


def _fail(problems: list[str], *, limit: int = 1) -> None:
    if problems:
        more = f" (and {len(problems) - limit} more)" if len(problems) > limit else ""
        raise GateError(f"GATE · {' · '.join(problems[:limit])}{more}")
