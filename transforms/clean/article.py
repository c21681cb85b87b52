"""One raw item to one clean article: every field in its own column, every block labelled.

Pure: the item is all it knows. ``command`` is ``python -m transforms article``.
"""

from __future__ import annotations

import json
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storage.clock import BEIJING
from transforms.clean.blocks import Block, label_blocks
from transforms.clean.datelines import read_dateline
from transforms.clean.explain import claims_of_fields, readable
from transforms.clean.headlines import judge_headline, read_headlines, read_original_headline
from transforms.clean.judges import judge_credits
from transforms.clean.normalize import (
    MAY_BE_UNSEEN,
    match_key,
    match_text,
    search_text,
    without_unseen,
)
from transforms.clean.published_at import Published, choose_published
from transforms.clean.zones import read_claims

if TYPE_CHECKING:
    from transforms.clean.claims import Verdict
    from transforms.clean.judges import Credits

ICON_SIDE = 48
"""Images no wider and no higher than this are icons."""
SHORT_BODY = 80
"""Characters of match text below which the headline takes part in the content hash."""
TEXTS = ("headline_raw", "list_headline", "title_raw", "section_raw")
TEXTS_OF = (("blocks", "text"), ("headlines", "raw"), ("credits", "raw"), ("published", "raw"))
"""What of a raw item is print."""
CREDIT_LABELS = frozenset(("credit", "editor"))
MIN_BODY = 1


@dataclass(slots=True)
class CleanArticle:
    """The parts from which the lake's rows are made."""

    article_id: str
    headline: str | None
    titled: Verdict
    """Which claim of the headline was believed."""
    blocks: list[Block]
    body: str
    published: Published
    credits: Credits
    original_headline: str | None
    dateline_raw: str | None
    dateline_outlet: str | None
    dateline_place: str | None
    search_text: str
    match_text: str
    fetched_at: datetime | None
    image_count: int


class NotAnArticleError(ValueError):
    """Raised with (step, reason, detail): the row becomes a dropped row."""

    def __init__(self, step: str, reason: str, detail: str | None = None) -> None:
        super().__init__(reason)
        self.step, self.reason, self.detail = step, reason, detail

    def article_id(self, item: dict[str, Any]) -> str | None:
        """Id the row would have had, if it says enough of itself."""
        channel, canonical = item.get("channel"), item.get("canonical_url")
        if not isinstance(channel, str) or not isinstance(canonical, str):
            return None
        return article_id(channel, canonical)


def article_id(channel: str, canonical_url: str) -> str:
    """16 hex digits that name one article of one channel for ever."""
    return blake2b(f"{channel}\n{canonical_url}".encode()).hexdigest()[:16]


def clean_article(item: dict[str, Any]) -> CleanArticle:
    """Raises NotAnArticleError for an item that holds no article."""
    if reason := item.get("drop_reason"):
        raise NotAnArticleError(item.get("drop_step") or "extract", str(reason))
    item = as_seen(item)
    titled = judge_headline(read_headlines(item))
    headline = titled.first()
    blocks = label_blocks(item.get("blocks") or [], headline)
    kept = [block.text for block in blocks if block.is_kept]
    body = "\n".join(kept)
    if headline is None:
        raise NotAnArticleError("clean", "no_headline")
    if len(body) < MIN_BODY:
        raise NotAnArticleError("clean", "no_body", f"{len(blocks)} blocks, none of them text")
    fetched_at = parse_time(item.get("fetched_at"))
    dateline = next((d for text in kept[:3] if (d := read_dateline(text))), None)
    claims = read_claims(
        item.get("credits") or [],
        [block.text for block in blocks if block.label in CREDIT_LABELS],
        kept,
        headline,
        item.get("title_raw"),
        {block.text for block in blocks if block.label == "caption"},
    )
    renamed = next((block.text for block in blocks if block.rule == "original_headline"), "")
    raw_dateline = dateline.raw if dateline else ""
    searched = search_text(body)
    without = searched.replace(search_text(raw_dateline), "", 1) if raw_dateline else searched
    return CleanArticle(
        article_id=article_id(item.get("channel") or "", item.get("canonical_url") or ""),
        headline=headline,
        titled=titled,
        blocks=blocks,
        body=body,
        published=choose_published(item, fetched_at),
        credits=judge_credits(claims),
        original_headline=read_original_headline(renamed),
        dateline_raw=raw_dateline or None,
        dateline_outlet=dateline.outlet if dateline else None,
        dateline_place=dateline.place if dateline else None,
        search_text=f"{search_text(headline)}\n{searched}",
        match_text=match_key(without),
        fetched_at=fetched_at,
        image_count=sum(1 for image in item.get("images") or [] if not is_icon(image)),
    )


def as_seen(item: dict[str, Any]) -> dict[str, Any]:
    """``item`` with its texts as a reader sees them; itself if nothing in it stands unseen."""
    printed = [part.get(key) or "" for name, key in TEXTS_OF for part in item.get(name) or []]
    printed += [item.get(name) or "" for name in TEXTS]
    if MAY_BE_UNSEEN.search("\n".join(printed)) is None:
        return item
    seen: dict[str, Any] = {}
    for name in TEXTS:
        if (text := item.get(name)) and (plain := without_unseen(text)) is not text:
            seen[name] = plain
    for name, key in TEXTS_OF:
        parts = item.get(name) or []
        if parts and MAY_BE_UNSEEN.search("\n".join([part.get(key) or "" for part in parts])):
            seen[name] = [{**part, key: without_unseen(part.get(key) or "")} for part in parts]
    return {**item, **seen} if seen else item


def is_icon(image: dict[str, Any]) -> bool:
    """Smaller than any picture in print; an unknown size is no icon."""
    sides = [side for side in (image.get("width"), image.get("height")) if side]
    return bool(sides) and max(sides) <= ICON_SIDE


def content_hash(clean: CleanArticle) -> str:
    text = clean.match_text
    if len(text) < SHORT_BODY:
        text = f"{match_text(clean.headline or '')}\n{text}"
    return blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()


def parse_time(text: Any) -> datetime | None:
    if not isinstance(text, str):
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def command(source: str = "-", out: str = "-", *, with_claims: bool = False) -> None:
    """``source``: output of ``scrapy extract``, or - for stdin. Writes one JSON object a line.

    Every line read gives one line: the article, the entries of a list, or why there is neither.
    ``with_claims`` adds ``claims`` to every article and tells them as text on stderr.
    """
    with ExitStack() as files:
        lines = (
            sys.stdin if source == "-" else files.enter_context(Path(source).open(encoding="utf-8"))
        )
        target = (
            sys.stdout if out == "-" else files.enter_context(Path(out).open("w", encoding="utf-8"))
        )
        for line in lines:
            if not line.strip():
                continue
            article = as_output(line, with_claims=with_claims)
            target.write(json.dumps(article, ensure_ascii=False) + "\n")
            if "claims" in article:
                sys.stderr.write(readable(article) + "\n")


def as_output(line: str, *, with_claims: bool = False) -> dict[str, Any]:
    """What ``command`` prints for one raw line."""
    try:
        item = json.loads(line)
    except ValueError:
        return {"id": None, "drop_step": "read", "drop_reason": "not_json"}
    if not isinstance(item, dict):
        return {"id": None, "drop_step": "read", "drop_reason": "not_an_object"}
    if "items" in item:
        return {"id": item.get("id"), "items": item["items"]}
    try:
        clean = clean_article(item)
    except NotAnArticleError as refusal:
        return {"id": item.get("id"), "drop_step": refusal.step, "drop_reason": refusal.reason}
    credits, published = clean.credits, clean.published
    told = {"claims": claims_of_fields(clean.titled, published, credits)} if with_claims else {}
    return {
        "id": item.get("id"),
        "headline": clean.headline,
        "publish_time": _printed(published),
        "publish_precision": published.precision,
        "date_rule": published.rule,
        "source": "、".join(credits.origins.values) or None,
        "is_compiled": credits.is_compiled,
        "author": list(credits.reporters.values or credits.correspondents.values),
        "correspondents": list(credits.correspondents.values),
        "photographers": list(credits.photographers.values),
        "editor": list(credits.editors.values),
        "dateline": clean.dateline_raw,
        "original_headline": clean.original_headline,
        "body": clean.body,
        "cut": [[b.label, b.rule, b.text] for b in clean.blocks if not b.is_kept],
        **told,
    }


def _printed(published: Published) -> str | None:
    """Beijing time to the precision that is known."""
    if published.at is None:
        return None
    local = published.at.astimezone(BEIJING)
    shape = {"second": "%Y-%m-%d %H:%M:%S", "minute": "%Y-%m-%d %H:%M"}.get(
        published.precision or ""
    )
    return local.strftime(shape or "%Y-%m-%d")
