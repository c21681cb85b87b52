"""``scrapy extract MANIFEST``: the extraction over files, no network, one raw item a line.

MANIFEST holds JSON lines ``{id, kind: article|list, file, url}``; files lie beside it. Out: one
JSON object a line, for articles the raw item with its ``id``, for lists ``{id, url, items}``.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.extract.listing import extract_list
from crawler.extract.page import extract_article
from crawler.items import to_line

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

MAX_FILE_BYTES = 64 * 1024 * 1024


class Command(ScrapyCommand):
    requires_project = False
    default_settings = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        return "MANIFEST"

    def short_desc(self) -> str:
        return "Extract saved pages named by a manifest; raw items as JSON lines on stdout"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:  # noqa: ARG002
        if len(args) != 1:
            raise UsageError("give exactly one manifest")
        manifest = Path(args[0])
        if not manifest.is_file():
            raise UsageError(
                f"{manifest}: no such file; give JSON lines of {{id, kind, file, url}}"
            )
        done = failed = 0
        for line_no, line in _lines(manifest):
            try:
                row = _extract(json.loads(line), manifest.parent)
            except (ValueError, KeyError, TypeError, AttributeError, OSError) as error:
                failed += 1
                _tell(f"{manifest}:{line_no}: {type(error).__name__}: {error}")
                continue
            sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
            done += 1
            if sys.stderr.isatty() and done % 50 == 0:
                _tell(f"extracted {done} pages")
        sys.stdout.flush()
        if failed:
            _tell(f"{failed} of {done + failed} manifest lines could not be read")
            self.exitcode = 1


def _tell(line: str) -> None:
    sys.stderr.write(line + "\n")


def _lines(manifest: Path) -> Iterator[tuple[int, str]]:
    with manifest.open(encoding="utf-8", errors="replace") as lines:
        for line_no, line in enumerate(lines, 1):
            if line.strip():
                yield line_no, line


def _extract(entry: dict[str, Any], folder: Path) -> dict[str, Any]:
    path = folder / entry["file"]
    with path.open("rb") as page:
        body = page.read(MAX_FILE_BYTES)
    url = entry.get("url") or path.absolute().as_uri()
    if entry.get("kind") == "list":
        found = extract_list(body, url=url)
        return {"id": entry["id"], "url": url, "items": [asdict(item) for item in found]}
    item = extract_article(
        body,
        channel=entry.get("channel") or "files",
        url=url,
        fetched_at=entry.get("fetched_at") or datetime.now(UTC).isoformat(timespec="seconds"),
    )
    return {"id": entry["id"], **to_line(item)}
