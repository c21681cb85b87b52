"""Bring in what a killed crawl left behind: nothing is lost, and nothing comes in twice.

Whoever holds the channel's lease may do this, because then no other crawl of it lives. Bytes reach
the disk in the order WARC, item, ledger; so a part file holds whole records up to its torn tail,
every whole item has its WARC records, and the ledger may only lag behind the items.
"""

from __future__ import annotations

import json
import logging
import os
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from archive.gzip_members import whole_length
from archive.warc_writer import OPEN
from crawler.session.ledger_records import FetchedArticle
from crawler.session.raw_items import as_suspect, is_line_of
from crawler.session.suspects import SHARED_TEXT, STEP, Suspicion, is_refused, text_hash
from storage.exit_codes import CrawlExit
from storage.files import PART, publish, sync, write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from crawler.session.ledger import Ledger
    from storage.paths import ChannelPaths

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Recovered:
    crawls: int = 0
    items: int = 0


def recover(paths: ChannelPaths, ledger: Ledger) -> Recovered:
    """Finish the files of crawls that never ended. Raises OSError (disk full): try again later."""
    for part in sorted(paths.raw("warc").glob(f"*.warc.gz{OPEN}")):
        _finish_warc(part)
    items = 0
    for part in sorted(paths.raw("items").glob(f"*.jsonl{PART}")):
        items += _finish_items(paths, part, ledger)
    for part in sorted(paths.raw("revisions").glob(f"*.jsonl{PART}")):
        _finish_lines(part)
    crawls = [
        _finish_crawl(paths, part) for part in sorted(paths.raw("crawls").glob(f"*.json{PART}"))
    ]
    for leftover in paths.raw("crawls").glob(f"*.json.*{PART}"):
        leftover.unlink()
    if crawls:
        logger.info("Recovered %d killed crawl(s) with %d article(s)", len(crawls), items)
    return Recovered(len(crawls), items)


def rebuild(paths: ChannelPaths, ledger: Ledger) -> int:
    """Fill an empty ledger from rows of crawls and raw items, so that nothing is fetched again.

    Returns the count of items. What was listed and never had is only in the archive: see
    ``scrapy ledger --rebuild``.
    """
    rows = [json.loads(path.read_bytes()) for path in paths.raw("crawls").glob("*.json")]
    for row in sorted(rows, key=lambda row: (row.get("sequence") or 0, row["crawl_id"])):
        if started_at := row.get("started_at"):
            ledger.crawls.begin(row["crawl_id"], datetime.fromisoformat(started_at))
    order = {row["crawl_id"]: row.get("sequence") or 0 for row in rows}
    count = 0
    files = paths.raw("items").glob("*.jsonl")
    for path in sorted(files, key=lambda path: (order.get(path.stem, 0), path.name)):
        lines = [json.loads(line) for line in path.read_bytes().splitlines() if _is_json(line)]
        articles = [line for line in lines if not is_refused(line)]
        ledger.record_fetched(map(FetchedArticle.of_line, articles), path.stem)
        ledger.commit()
        count += len(lines)
    return count


def _finish_warc(part: Path) -> None:
    """Cut the torn tail off and give the file its name; a file without any record goes."""
    length = whole_length(part)
    if length == 0:
        part.unlink()
        return
    os.truncate(part, length)
    sync(part)
    publish(part, part.with_name(part.name.removesuffix(OPEN)))


def _finish_items(paths: ChannelPaths, part: Path, ledger: Ledger) -> int:
    """Publish the whole items of a killed crawl and note them as done."""
    crawl_id = part.name.removesuffix(f".jsonl{PART}")
    lines = [line for line in _whole_lines(part) if _is_archived(paths, line)]
    if lines:
        lines = _without_shared_texts(lines)
        write_whole(paths.items(crawl_id), b"".join(line + b"\n" for line in lines))
        items = [json.loads(line) for line in lines]
        articles = [item for item in items if not is_refused(item)]
        ledger.record_fetched(map(FetchedArticle.of_line, articles), crawl_id)
        suspects = [item["canonical_url"] for item in items if item.get("drop_step") == STEP]
        ledger.reopen([url for url in suspects if _was_had_by(ledger, url, crawl_id)], SHARED_TEXT)
        ledger.commit()
        ledger.sync()
    part.unlink()
    sync(part.parent)
    return len(lines)


def _without_shared_texts(lines: list[bytes]) -> list[bytes]:
    """The lines, those dropped whose text many of them share: their crawl died before it could."""
    suspicion, suspects = Suspicion(), set()
    for item in map(json.loads, lines):
        if not item.get("drop_reason"):
            text = text_hash(block["text"] for block in item.get("blocks") or ())
            url = item["canonical_url"]
            suspects.update(suspicion.shared_by(text, item.get("list_headline"), url))
            if suspicion.is_shared(text):
                suspects.add(url)
    return [
        as_suspect(line, SHARED_TEXT).rstrip(b"\n") if is_line_of(line, suspects) else line
        for line in lines
    ]


def _was_had_by(ledger: Ledger, url: str, crawl_id: str) -> bool:
    entry = ledger.get(url)
    return bool(entry and entry.state == "done" and entry.crawl_id == crawl_id)


def _finish_lines(part: Path) -> None:
    if lines := _whole_lines(part):
        final = part.with_name(part.name.removesuffix(PART))
        write_whole(final, b"".join(line + b"\n" for line in lines))
    part.unlink()


def _finish_crawl(paths: ChannelPaths, part: Path) -> str:
    """Say in ``crawls`` that this crawl was killed; what it fetched is counted from its items."""
    crawl_id = part.name.removesuffix(f".json{PART}")
    if paths.crawl(crawl_id).exists():
        part.unlink()
        return crawl_id
    row = json.loads(part.read_bytes())
    items = paths.items(crawl_id)
    count = sum(1 for _ in items.open("rb")) if items.exists() else 0
    row |= {
        "finish_reason": "killed",
        "exit_code": CrawlExit.KILLED,
        "items": count,
        "reason": "抓取进程被杀死，已由下一次抓取恢复 | the crawl was killed;"
        " its pages were recovered by the next crawl",
    }
    write_whole(paths.crawl(crawl_id), json.dumps(row, ensure_ascii=False).encode() + b"\n")
    part.unlink()
    return crawl_id


def _whole_lines(part: Path) -> list[bytes]:
    *lines, _torn = part.read_bytes().split(b"\n")
    return [line for line in lines if _is_json(line)]


def _is_json(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return False


def _is_archived(paths: ChannelPaths, line: bytes) -> bool:
    """True if every WARC record the item points at survived (after a power cut it may not have)."""
    return all(_record_exists(paths, pointer) for pointer in json.loads(line).get("warc", ()))


def _record_exists(paths: ChannelPaths, pointer: dict[str, Any]) -> bool:
    path = paths.data / pointer["file"]
    return path.exists() and bool(pointer["offset"] < path.stat().st_size)
