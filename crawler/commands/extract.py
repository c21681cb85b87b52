"""``scrapy extract MANIFEST``: the extraction over files, no network, one raw item a line.

MANIFEST holds JSON lines ``{id, kind: article|list, file, url}``; files lie beside it. Out: one
JSON object a line, for articles the raw item with its ``id``, for lists ``{id, url, items}``.
A line or a file that cannot be read is told on stderr, the rest is extracted, the exit code is 1.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.extract.article_page import extract_article
from crawler.extract.listing import extract_list
from crawler.items import to_line
from storage.clock import utc_now

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

MAX_FILE_BYTES = 64 * 1024 * 1024
UNWRITABLE = re.compile("[\0\ud800-\udfff]")
KINDS = ("article", "list")


class ManifestError(ValueError):
    """A manifest line that names no page; its text is one line."""


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
                row = _extract(_entry(line), manifest.parent)
            except (ManifestError, OSError) as error:
                failed += 1
                _tell(f"{manifest}:{line_no}: {error}")
                continue
            sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
            done += 1
            if row.get("items") == []:
                _tell(f"{manifest}:{line_no}: no list found on this page")
            if sys.stderr.isatty() and done % 50 == 0:
                _tell(f"extracted {done} pages")
        sys.stdout.flush()
        if failed:
            _tell(f"{failed} of {done + failed} manifest lines could not be read")
        elif not done:
            _tell(f"{manifest}: empty; give JSON lines of {{id, kind, file, url}}")
        if failed or not done:
            self.exitcode = 1


def _tell(line: str) -> None:
    sys.stderr.write(line + "\n")


def _lines(manifest: Path) -> Iterator[tuple[int, str]]:
    with manifest.open(encoding="utf-8", errors="replace") as lines:
        for line_no, line in enumerate(lines, 1):
            if line.strip():
                yield line_no, line


def _entry(line: str) -> dict[str, Any]:
    """One manifest line, checked. Raises ManifestError."""
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ManifestError(f"no JSON: {str(error)[:80]}") from error
    if not isinstance(entry, dict):
        raise ManifestError("no JSON object; give {id, kind, file, url}")
    if not isinstance(entry.get("id"), str | int):
        raise ManifestError("id is missing; every page needs one")
    if (entry.get("kind") or "article") not in KINDS:
        raise ManifestError(f"kind is {str(entry['kind'])[:40]!r}; give article or list")
    for name in ("file", "url", "channel", "fetched_at"):
        value = entry.get(name)
        if not value and name != "file":
            continue
        if not isinstance(value, str) or not value or UNWRITABLE.search(value):
            raise ManifestError(f"{name} is {str(value)[:40]!r}; give its text")
    return entry


def _extract(entry: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The row of one page. Raises OSError where its file cannot be read."""
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
        fetched_at=entry.get("fetched_at") or utc_now().isoformat(timespec="seconds"),
    )
    return {"id": entry["id"], **to_line(item)}
