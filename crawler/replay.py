"""Extraction again, over archived responses: the same callbacks, the same bytes, no network.

A crawl's items file is rebuilt line by line: an article that can be extracted again takes the place
of its old line, every other line stays. With the same extractor the file is byte for byte the same.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from scrapy.http import Headers, Request, Response
from scrapy.responsetypes import responsetypes
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from archive.pointer import WarcPointer
from archive.warc_reader import read_at, scan
from crawler.extract.date_patterns import iso_day
from crawler.items import Article, to_line
from crawler.network.response_middlewares import WholeBodyMiddleware
from crawler.session.page_ends import END, TAIL_BYTES
from crawler.session.raw_items import content_hash, encode_line
from crawler.session.serialized_requests import ENDS_WITH_CONNECTION
from crawler.session.session_parameters import without
from crawler.session.suspects import STEP, is_refused
from storage.clock import beijing_day
from storage.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from scrapy import Spider
    from scrapy.crawler import Crawler

    from archive.warc_reader import Archived
    from storage.paths import ChannelPaths

GONE = (404, 410)


@dataclass
class Replayed:
    """What one crawl's archive gave: lines as they were, lines that are other or new now."""

    crawl_id: str
    identical: int = 0
    changed: int = 0
    added: int = 0
    kept: int = 0
    """Lines outside the range, or whose article could not be extracted again."""
    lines: list[bytes] = field(default_factory=list)

    @property
    def is_identical(self) -> bool:
        return not self.changed and not self.added


@dataclass(frozen=True, slots=True)
class ArchivedPage:
    """Where an archived response of interest lies, and what the crawler knew when it asked."""

    path: Path
    offset: int
    url: str
    status: int
    meta: dict[str, Any]
    day: str
    """Beijing day the list printed, else that of the fetch."""


class Replay:
    """Replays the crawls of one channel in order. ``spider`` is an instance that has a crawler."""

    def __init__(
        self,
        paths: ChannelPaths,
        spider: Spider,
        *,
        since: str | None,
        until: str | None,
        maxsize: int,
        learned: set[str] | None = None,
    ) -> None:
        """``learned``: parameters of addresses that name no article of this channel."""
        self._paths = paths
        self._spider = spider
        self._since = since or ""
        self._until = until or "9999"
        self._maxsize = maxsize
        self._learned = learned or set()
        self._latest: dict[str, str] = {}
        self._suspect: dict[tuple[str, str], str] = {}
        """Drop reason by address and content of pages the crawl took for no article."""

    def crawls(self) -> Iterator[Replayed]:
        """One result per archived crawl, oldest first; nothing is written yet."""
        by_crawl: dict[str, list[Path]] = defaultdict(list)
        for path in sorted(self._paths.raw("warc").glob("*.warc.gz")):
            by_crawl[path.name.removesuffix(".warc.gz").rpartition("-")[0]].append(path)
        for crawl_id, paths in sorted(by_crawl.items()):
            yield self._crawl(crawl_id, paths)

    def write(self, replayed: Replayed) -> None:
        """Put the rebuilt items file in place of the old one. Raises OSError: nothing changed."""
        write_whole(self._paths.items(replayed.crawl_id), b"".join(replayed.lines))

    def _crawl(self, crawl_id: str, paths: list[Path]) -> Replayed:
        entries = [entry for path in paths for entry in _entries(path)]
        self._parts: dict[str, list[ArchivedPage]] = defaultdict(list)
        for entry in entries:
            if entry.meta["kind"] == "part":
                self._parts[entry.meta.get("requested_url") or entry.url].append(entry)
        found: dict[str, bytes] = {}
        old = _old_lines(self._paths.items(crawl_id))
        for entry in entries:
            if entry.meta["kind"] != "article" or entry.status != 200:
                continue
            if not self._since <= entry.day <= self._until:
                continue
            if self._may_be_cut(entry):
                continue
            for item in self._extract(entry):
                if item.canonical_url not in old:
                    item.canonical_url = without(item.canonical_url, self._learned)
                self._keep_suspect(item, old)
                if item.canonical_url not in found and self._is_wanted(item, old):
                    found[item.canonical_url] = encode_line(item)
        return _merge(Replayed(crawl_id), old, found)

    def _may_be_cut(self, entry: ArchivedPage) -> bool:
        """Half a page took no article's place in the crawl, and takes none now."""
        if not entry.meta.get(ENDS_WITH_CONNECTION):
            return False
        return END not in self._response(entry).body[-TAIL_BYTES:].lower()

    def _keep_suspect(self, item: Article, old: dict[str, bytes]) -> None:
        """What made a page suspect (other pages, its list) is not in the page: it stays suspect."""
        key = (item.canonical_url, content_hash(item))
        if item.canonical_url in old:
            line = json.loads(old[item.canonical_url])
            if line.get("drop_step") == STEP and not item.drop_reason:
                self._suspect[key] = line["drop_reason"]
        if reason := self._suspect.get(key):
            item.drop_step, item.drop_reason = STEP, reason

    def _is_wanted(self, item: Article, old: dict[str, bytes]) -> bool:
        """False for another look at an article that had not changed: it got no line then either."""
        if item.drop_reason and is_refused(to_line(item)):
            return item.canonical_url in old  # came in an article's place: says nothing of it
        content = content_hash(item)
        key = without(item.canonical_url, self._learned)
        before, self._latest[key] = self._latest.get(key), content
        return item.canonical_url in old or content != before

    def _extract(self, entry: ArchivedPage) -> Iterator[Article]:
        """The items an article response leads to, its parts taken from the archive too."""
        outputs = self._call(self._response(entry))
        while outputs:
            output = outputs.pop(0)
            if isinstance(output, Article):
                yield output
            elif isinstance(output, Request) and output.meta.get("kind") == "part":
                outputs += self._part(output)

    def _part(self, request: Request) -> list[Any]:
        candidates = self._parts.get(request.url)
        if not candidates:
            return []
        entry = candidates[0] if len(candidates) == 1 else candidates.pop(0)
        response = self._response(entry, request)
        if entry.status == 200:
            return self._call(response)
        if entry.status not in GONE or request.errback is None:
            return []
        failure = Failure(HttpError(response, "archived"))  # type: ignore[no-untyped-call]
        failure.request = request  # type: ignore[attr-defined]
        return list(request.errback(failure) or ())

    def _call(self, response: Response) -> list[Any]:
        request = response.request
        assert request is not None
        assert request.callback is not None
        outputs: Iterable[Any] = request.callback(response, **request.cb_kwargs) or ()
        return list(outputs)

    def _response(self, entry: ArchivedPage, request: Request | None = None) -> Response:
        """The response as Scrapy gave it to the callback, archive pointer included."""
        archived = read_at(entry.path, entry.offset)
        if request is None:
            request = Request(
                entry.url,
                callback=getattr(self._spider, entry.meta.get("callback") or "parse"),
                cb_kwargs=entry.meta.get("cb_kwargs") or {},
                meta={
                    key: value
                    for key, value in entry.meta.items()
                    if key not in ("callback", "cb_kwargs", "requested_url")
                },
            )
        request = request.replace(url=entry.url)
        if requested := entry.meta.get("requested_url"):
            request.meta["redirect_urls"] = [requested]
        pointer = WarcPointer(
            file=self._paths.relative(entry.path), offset=entry.offset, digest=archived.digest
        )
        request.meta["warc"] = asdict(pointer)
        request.meta["fetched_at"] = archived.date.replace("Z", "+00:00")
        return rebuild(archived, request, self._spider.crawler, self._maxsize)


def rebuild(archived: Archived, request: Request, crawler: Crawler, maxsize: int) -> Response:
    """The decoded response of an archived one. Raises IgnoreRequest if it is a bomb."""
    headers = Headers()
    for name, value in archived.headers:
        headers.appendlist(name, value)
    raw = Response(archived.url, archived.status, headers, archived.body, request=request)
    request.meta["download_maxsize"] = maxsize
    plain = WholeBodyMiddleware(crawler=crawler).process_response(request, raw)
    del request.meta["download_maxsize"]
    kind = responsetypes.from_args(headers=plain.headers, url=plain.url, body=plain.body)
    return plain.replace(cls=kind) if isinstance(plain, Response) else raw


def _entries(path: Path) -> Iterator[ArchivedPage]:
    for archived in scan(path):
        kind = archived.meta.get("kind")
        if kind in ("article", "part"):
            yield ArchivedPage(
                path=path,
                offset=archived.offset,
                url=archived.url,
                status=archived.status,
                meta=archived.meta,
                day=_day(archived),
            )


def _day(archived: Archived) -> str:
    fetched_at = datetime.fromisoformat(archived.date)
    named = archived.meta.get("list_day") or iso_day(archived.meta.get("list_date"), fetched_at)
    return named or beijing_day(fetched_at).isoformat()


def _old_lines(path: Path) -> dict[str, bytes]:
    if not path.exists():
        return {}
    lines = path.read_bytes().splitlines(keepends=True)
    return {json.loads(line)["canonical_url"]: line for line in lines}


def _merge(result: Replayed, old: dict[str, bytes], found: dict[str, bytes]) -> Replayed:
    for canonical_url, line in old.items():
        new = found.pop(canonical_url, None)
        if new is None:
            result.kept += 1
        elif new == line:
            result.identical += 1
        else:
            result.changed += 1
        result.lines.append(new or line)
    result.added = len(found)
    result.lines += found.values()
    return result
