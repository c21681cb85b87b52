"""Documents that somebody has saved on disk: read, never fetched."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

from scrapy_spider_metadata import Args  # type: ignore[attr-defined]

from crawler.extract.front_matter import extract_document
from crawler.extract.urls import canonical_url
from crawler.items import Article
from crawler.platforms.arguments import ArgumentError, LocalDocumentsArguments
from crawler.platforms.base import ChannelSpider

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

MAX_BYTES = 8 * 1024 * 1024


class LocalDocumentsSpider(ChannelSpider, Args[LocalDocumentsArguments]):
    """``-a path=`` names a document or a folder; each document becomes one item, whatever it is."""

    platform = "saved"
    reaches_network = False

    @classmethod
    def arguments_model(cls) -> type[LocalDocumentsArguments]:
        return LocalDocumentsArguments

    @classmethod
    def check_arguments(cls, arguments: dict[str, Any]) -> None:
        super().check_arguments(arguments)
        if not documents_of(Path(arguments["path"]).expanduser()):
            raise ArgumentError(f"-a path={arguments['path']!r}: no document there")

    async def start(self) -> AsyncIterator[Any]:
        root = Path(cast("LocalDocumentsArguments", self.args).path).expanduser()
        for document in documents_of(root):
            self.crawler.stats.inc_value("links_found")
            yield self.read(document, root)
        self.discovery.is_started = True

    def read(self, document: Path, root: Path) -> Article:
        """One document as an item; one that cannot be read says why in ``drop_reason``."""
        name = document.name if document == root else document.relative_to(root).as_posix()
        url = f"saved:{quote(name)}"
        saved_at = datetime.fromtimestamp(document.lstat().st_mtime, UTC)
        fetched_at = saved_at.isoformat(timespec="seconds")
        reason = None
        try:
            if document.stat().st_size > MAX_BYTES:
                reason = "too_large"
            else:
                data = document.read_bytes()
        except OSError as error:
            reason = f"unreadable: {error.strerror}"
        if reason is None:
            return extract_document(data, channel=self.name, url=url, fetched_at=fetched_at)
        return Article(
            channel=self.name,
            url=url,
            canonical_url=canonical_url(url),
            fetched_at=fetched_at,
            drop_step="extract",
            drop_reason=reason,
        )


def documents_of(root: Path) -> list[Path]:
    """Files under ``root`` in order of name, hidden ones left out; ``root`` itself if it is one."""
    if root.is_file():
        return [root]
    return sorted(
        path
        for path in root.rglob("*")
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(root).parts)
    )
