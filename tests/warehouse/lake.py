"""A lake small enough to check by eye, written as the transforms would write it."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from transforms.lake.schema import TABLES

if TYPE_CHECKING:
    from pathlib import Path

PLAIN_DEFAULTS: dict[str, Any] = {
    "published_precision": "minute",
    "date_rule": "meta",
    "encoding": "utf-8",
    "template": "plain",
}


def article_id(number: int) -> str:
    return hashlib.blake2b(str(number).encode(), digest_size=8).hexdigest()


def beijing(text: str) -> datetime:
    """'2019-02-24 07:42' on the Beijing clock, as UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC) - timedelta(hours=8)


def article(
    number: int, channel: str, when: str | None, headline: str, **more: Any
) -> dict[str, Any]:
    """One row of ``articles``; ``when`` is Beijing time."""
    at = beijing(when) if when else None
    body = more.pop("body", f"{headline}。正文第{number}段。")
    return (
        PLAIN_DEFAULTS
        | {
            "article_id": article_id(number),
            "channel": channel,
            "url": f"http://{channel}.newsroom.test/{number}.html",
            "canonical_url": f"http://{channel}.newsroom.test/{number}.html",
            "headline": headline,
            "body": body,
            "search_text": f"{headline}\n{body}",
            "match_text": body,
            "published_at": at,
            "published_date": date.fromisoformat(when[:10]) if when else None,
            "published_precision": "minute" if when else None,
            "region_code": "360700",
            "content_hash": hashlib.blake2b(body.encode(), digest_size=16).hexdigest(),
            "char_count": len(body),
            "story_id": article_id(number),
            "first_seen_at": datetime(2019, 4, 1, tzinfo=UTC),
            "last_seen_at": datetime(2019, 4, 1, tzinfo=UTC),
            "origins": [],
            "reporters": [],
            "correspondents": [],
            "photographers": [],
            "editors": [],
        }
        | more
    )


def theme_mention(number: int, theme: str, **more: Any) -> dict[str, Any]:
    return {
        "article_id": article_id(number),
        "theme": theme,
        "mention_count": 1,
        "is_in_headline": True,
        "is_in_lead": True,
        "aboutness": 0.9,
        "is_about": True,
        "first_offset": 0,
        "offsets": [0],
        "terms": [theme],
        "quote": f"{theme}的一句话。",
        "seed_hash": "s1",
    } | more


def place_mention(number: int, code: str, region: str, **more: Any) -> dict[str, Any]:
    return {
        "article_id": article_id(number),
        "region_code": code,
        "region": region,
        "role": "reported_on",
        "mention_count": 1,
        "is_in_headline": False,
        "is_in_lead": True,
        "first_offset": 0,
        "name_raw": region,
        "quote": f"在{region}。",
        "seed_hash": "s1",
    } | more


def channel(name: str, title: str) -> dict[str, Any]:
    return {
        "channel": name,
        "title": title,
        "region_code": "360700",
        "platform": "plain",
        "is_sample": True,
    }


def crawl(
    name: str, since: str, until: str, *, at: str = "2019-04-01 06:00", **more: Any
) -> dict[str, Any]:
    """One crawl that discovered every day from ``since`` to ``until``."""
    started = beijing(at)
    mark = hashlib.blake2b(f"{name}{at}".encode(), digest_size=3).hexdigest()
    return {
        "crawl_id": f"{started:%Y%m%dT%H%M%SZ}-{mark}",
        "channel": name,
        "started_at": started,
        "finished_at": started + timedelta(minutes=5),
        "since_date": date.fromisoformat(since),
        "until_date": date.fromisoformat(until),
        "complete_from_date": date.fromisoformat(since),
        "complete_until_date": date.fromisoformat(until),
        "incomplete_reason": None,
        "listed_from_date": None,
        "links_found": 10,
        "fetched": 10,
        "not_modified": 0,
        "items": 10,
        "failed": 0,
        "given_up": 0,
        "errors": [],
        "failed_dates": [],
        "challenged": 0,
        "challenge_sign": None,
        "challenged_dates": [],
        "finish_reason": "finished",
        "exit_code": 0,
        "reason": "finished",
    } | more


def theme(name: str, label_en: str) -> dict[str, Any]:
    return {"theme": name, "label": name, "label_en": label_en, "seed_hash": "s1"}


def region(code: str, name: str, parent: str | None, level: str, **more: Any) -> dict[str, Any]:
    return {
        "region_code": code,
        "region": name,
        "parent_code": parent,
        "level": level,
        "seed_hash": "s1",
    } | more


def stories_of(articles: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Stories as the articles' ``story_id`` say; the earliest article represents each."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in articles:
        groups.setdefault(row["story_id"], []).append(row)
    late = datetime(2100, 1, 1, tzinfo=UTC)
    stories = []
    for story_id, members in sorted(groups.items()):
        members.sort(key=lambda row: (row["published_at"] or late, row["article_id"]))
        stories.append(
            {
                "story_id": story_id,
                "representative_id": members[0]["article_id"],
                "headline": members[0]["headline"],
                "first_channel": members[0]["channel"],
                "first_article_id": members[0]["article_id"],
                "first_at": members[0]["published_at"],
                "last_at": members[-1]["published_at"],
                "article_count": len(members),
                "channel_count": len({row["channel"] for row in members}),
            }
        )
    return stories


def write_lake(
    data: Path, rows: dict[str, list[dict[str, Any]]], snapshot_id: str = "snap-1"
) -> None:
    """Write every table of ``rows`` and publish them as one snapshot."""
    lake = data / "lake"
    rows = {"stories": stories_of(rows.get("articles", []))} | rows
    tables: dict[str, list[dict[str, Any]]] = {}
    for name, schema in TABLES.items():
        if not rows.get(name):
            tables[name] = []
            continue
        path = lake / "tables" / name / f"{snapshot_id}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(pa.Table.from_pylist(rows[name], schema=schema), path, compression="zstd")
        file = {"path": str(path.relative_to(lake)), "rows": len(rows[name]), "month": None}
        tables[name] = [file]
    manifest = {
        "snapshot_id": snapshot_id,
        "build_id": f"build-{snapshot_id}",
        "created_at": "2019-04-01T00:00:00Z",
        "content_hash": snapshot_id,
        "tables": tables,
        "inputs": {},
        "counts": {},
    }
    (lake / "snapshots").mkdir(parents=True, exist_ok=True)
    (lake / "snapshots" / f"{snapshot_id}.json").write_text(json.dumps(manifest), encoding="utf-8")
    pointer = lake / ".CURRENT"
    pointer.write_text(snapshot_id + "\n", encoding="utf-8")
    pointer.replace(lake / "CURRENT")
