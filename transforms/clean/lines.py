"""Lines of raw items to tables of the lake: articles, blocks, dropped. Kept + dropped = read."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa

from transforms.clean.article import (
    CleanArticle,
    NotAnArticleError,
    clean_article,
    content_hash,
    parse_time,
)
from transforms.clean.normalize import without_unseen
from transforms.clean.raw_json import read_json
from transforms.engine.local import without_collector
from transforms.lake.schema import ARTICLES, BLOCKS, DROPPED
from transforms.lake.versions import CLEANER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MAX_DETAIL = 200
IN_ORDER = itemgetter(*ARTICLES.names)
KNOWN = ("channel", "url", "canonical_url")
"""Without these a row has no identity."""


class Cleaned(NamedTuple):
    """``articles.num_rows + dropped.num_rows`` is the number of lines read."""

    articles: pa.Table
    blocks: pa.Table
    dropped: pa.Table


def clean_lines(
    lines: Iterable[tuple[str, int, str | dict[str, Any]]], *, regions: Mapping[str, str | None]
) -> Cleaned:
    """``lines`` are (raw_file, line number, JSON text or object); ``regions``: channel → code."""
    articles, blocks, dropped = _Columns(ARTICLES), _Columns(BLOCKS), _Columns(DROPPED)
    with without_collector():
        _sort_out(lines, regions, articles, blocks, dropped)
        return Cleaned(articles.table(), blocks.table(), dropped.table())


def _sort_out(
    lines: Iterable[tuple[str, int, str | dict[str, Any]]],
    regions: Mapping[str, str | None],
    articles: _Columns,
    blocks: _Columns,
    dropped: _Columns,
) -> None:
    """Each line to a row of articles and rows of blocks, or to one of dropped."""
    for raw_file, line_no, line in lines:
        item: dict[str, Any] = {}
        try:
            item = _read(line)
            clean = clean_article(item)
            row = _article_row(item, clean, raw_file, line_no, regions)
        except NotAnArticleError as refusal:
            dropped.add(_dropped_row(item, raw_file, line_no, refusal))
            continue
        except (TypeError, AttributeError, KeyError, ValueError) as error:
            # Written by nobody's extractor: one field is of another kind than the contract says.
            odd = NotAnArticleError("clean", "malformed_item", f"{type(error).__name__}: {error}")
            dropped.add(_dropped_row(item, raw_file, line_no, odd))
            continue
        articles.add(row)
        for position, block in enumerate(clean.blocks):
            blocks.add(
                (clean.article_id, position, block.label, block.is_kept, block.rule, block.text)
            )


class _Columns:
    """Rows collected as columns of one schema."""

    def __init__(self, schema: pa.Schema) -> None:
        self.schema = schema
        self.rows: list[tuple[Any, ...]] = []
        self.add = self.rows.append

    def table(self) -> pa.Table:
        columns = list(zip(*self.rows, strict=True)) or [()] * len(self.schema)
        arrays = [
            pa.array(column, field.type) for column, field in zip(columns, self.schema, strict=True)
        ]
        return pa.Table.from_arrays(arrays, schema=self.schema)


def _read(line: str | dict[str, Any]) -> dict[str, Any]:
    item: Any = line
    if isinstance(line, str):
        try:
            item = read_json(line)
        except ValueError as error:
            raise NotAnArticleError("read", "not_json", str(error)) from error
    if not isinstance(item, dict):
        raise NotAnArticleError("read", "not_an_object")
    if missing := [name for name in KNOWN if not isinstance(item.get(name), str)]:
        raise NotAnArticleError("read", "no_identity", f"missing {', '.join(missing)}")
    return item


def _article_row(
    item: dict[str, Any],
    clean: CleanArticle,
    raw_file: str,
    line_no: int,
    regions: Mapping[str, str | None],
) -> tuple[Any, ...]:
    """In the order of the schema."""
    published, credits = clean.published, clean.credits
    warc = (item.get("warc") or [{}])[0]
    offset = warc.get("offset")
    if not (offset is None or (isinstance(offset, int) and 0 <= offset < 2**63)):
        raise TypeError("warc offset is no number")
    row = {
        "article_id": clean.article_id,
        "channel": item["channel"],
        "url": item["url"],
        "canonical_url": item["canonical_url"],
        "headline": clean.headline,
        "headline_rule": clean.titled.rule,
        "section": without_unseen(_text(item, "section_raw") or "") or None,
        "body": clean.body,
        "search_text": clean.search_text,
        "match_text": clean.match_text,
        "published_at": published.at,
        "published_precision": published.precision,
        "published_date": published.date,
        "published_raw": published.raw,
        "date_rule": published.rule,
        "origin": credits.origins.first(),
        "origins": credits.origins.values,
        "origin_raw": credits.origins.raw,
        "origin_rule": credits.origins.rule,
        "origin_url": _text(item, "origin_url"),
        "is_compiled": credits.is_compiled,
        "original_headline": clean.original_headline,
        "reporters": credits.reporters.values,
        "reporters_rule": credits.reporters.rule,
        "correspondents": credits.correspondents.values,
        "photographers": credits.photographers.values,
        "editors": credits.editors.values,
        "editors_rule": credits.editors.rule,
        "dateline_raw": clean.dateline_raw,
        "dateline_outlet": clean.dateline_outlet,
        "dateline_place": clean.dateline_place,
        "region_code": regions.get(item["channel"]),
        "content_hash": content_hash(clean),
        "char_count": len(clean.body),
        "image_count": clean.image_count,
        "story_id": None,
        "encoding": _text(item, "encoding"),
        "template": _text(item, "template"),
        "warc_file": _text(warc, "file"),
        "warc_offset": offset,
        "warc_digest": _text(warc, "digest"),
        "raw_file": raw_file,
        "raw_line": line_no,
        "extractor_version": _text(item, "extractor_version"),
        "cleaner_version": CLEANER,
        "first_seen_at": clean.fetched_at,
        "last_seen_at": clean.fetched_at,
    }
    ordered: tuple[Any, ...] = IN_ORDER(row)
    return ordered


def _text(holder: dict[str, Any], name: str) -> str | None:
    value = holder.get(name)
    if not (value is None or isinstance(value, str)):
        raise TypeError(f"{name} is no text")
    return value


def _dropped_row(
    item: dict[str, Any], raw_file: str, line_no: int, refusal: NotAnArticleError
) -> tuple[Any, ...]:
    def text(name: str) -> str | None:
        value = item.get(name)
        return value if isinstance(value, str) else None

    channel = text("channel")
    if channel is None and "channel=" in raw_file:
        channel = raw_file.split("channel=", 1)[1].split("/", 1)[0]
    detail = refusal.detail[:MAX_DETAIL] if refusal.detail else None
    return (
        channel,
        text("url"),
        refusal.step,
        refusal.reason,
        detail,
        refusal.article_id(item),
        raw_file,
        line_no,
        parse_time(item.get("fetched_at")),
        None,  # the day it would count on: told of held rows only
    )
