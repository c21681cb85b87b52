"""Documents already on disk: front matter (title, author, date) above a scraped text.

The author of such a file is whoever saved it, so it is kept as a claim of the front matter and
never counts as a byline. Text before ``<!-- more -->`` is the blog's excerpt.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from archive.charset import decode
from crawler.extract.drop_reasons import bounded, drop_reason_of_bytes, drop_reason_of_text
from crawler.extract.flatten import parse_flat_dom
from crawler.extract.images import read_images
from crawler.extract.urls import canonical_url
from crawler.items import Article, Block, Stated

if TYPE_CHECKING:
    from crawler.extract.flat_dom import FlatDom

FRONT_MATTER = re.compile(
    r"\A\s*---[ \t]*\r?\n(?P<fields>.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL
)
FIELD = re.compile(r"^(?P<name>[A-Za-z_]{1,40})[ \t]*:[ \t]*(?P<value>.*?)[ \t\r]*$", re.MULTILINE)
MORE = re.compile(r"<!--\s*more\s*-->", re.IGNORECASE)
MAX_VALUE = 500


def extract_document(data: bytes, *, channel: str, url: str, fetched_at: str) -> Article:
    """Read one document. Never raises; a broken one says why in ``drop_reason``."""
    item = Article(
        channel=channel,
        url=url,
        canonical_url=canonical_url(url),
        fetched_at=fetched_at,
        template="front_matter",
    )
    reason = _fill(item, data)
    if reason is not None:
        item.drop_step, item.drop_reason = "extract", reason
    return item


def _fill(item: Article, data: bytes) -> str | None:
    if reason := drop_reason_of_bytes(data, 200, None):
        return reason
    decoded = decode(data)
    item.encoding = decoded.encoding
    if reason := drop_reason_of_text(decoded, data):
        return reason
    matter = FRONT_MATTER.match(decoded.text)
    if matter is None:
        return "no_front_matter"
    fields = {f["name"].lower(): f["value"].strip("\"'") for f in FIELD.finditer(matter["fields"])}
    item.title_raw = item.headline_raw = fields.get("title", "")[:MAX_VALUE] or None
    if fields.get("date"):
        item.published.append(Stated(raw=fields["date"][:MAX_VALUE], where="front_matter"))
    if fields.get("author"):
        item.credits.append(Stated(raw=fields["author"][:MAX_VALUE], where="front_matter:author"))
    item.section_raw = fields.get("categories") or fields.get("tags") or None
    text = decoded.text[matter.end() :]
    excerpt, _, rest = (
        text.partition(mark.group()) if (mark := MORE.search(text)) else ("", "", text)
    )
    _add(item, excerpt, "excerpt")
    _add(item, rest, "")
    item.part_urls = [item.url]
    if item.headline_raw is None:
        return "no_headline"
    return None if any(not block.path for block in item.blocks) else "no_article_text"


def _add(item: Article, text: str, path: str) -> None:
    """A line of a saved document is a block: the scrape that wrote it parted blocks by newlines."""
    if not text.strip():
        return
    page: FlatDom = parse_flat_dom(bounded(re.sub(r"\r?\n", "<br>", text)))
    shift = len(item.blocks)
    positions = []
    for run in page.runs:
        block = Block(
            text=run.text, tag="p", path=path, links=run.links, in_link_chars=run.link_chars
        )
        item.blocks.append(block)
        positions.append(run.node)
    for image in read_images(page, 0, item.url, positions):
        image.position = (image.position or 0) + shift
        item.images.append(image)
