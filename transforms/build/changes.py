"""What changed between the fetches of one article, for people to read.

Raw items are kept for ever, so every earlier state can be cleaned again by the rules of today: a
difference is the page's, never the cleaner's.
"""

from __future__ import annotations

import json
import re
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import pyarrow.compute as pc

from transforms.build.inputs import open_lines
from transforms.clean.article import as_output
from transforms.errors import LakeError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transforms.lake.snapshot import Lake, Snapshot

FIELDS = (
    ("headline", "标题"),
    ("publish_time", "时间"),
    ("source", "来源"),
    ("author", "记者"),
    ("editor", "编辑"),
)
POINTER = ["article_id", "raw_file", "raw_line"]
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Scraped text may hold what moves a terminal's cursor or turns its line around."""
ALIKE = 0.5
"""Of two paragraphs at one place: below, one went and another came; difflib calls .6 close."""
SHORT, CONTEXT = 600, 12
"""Characters of a paragraph that is shown whole; characters around a change in a longer one."""


class Fetch(NamedTuple):
    """One observed state of an article."""

    fetched_at: str
    """UTC, ISO 8601."""
    raw_file: str
    raw_line: int
    fields: dict[str, str]
    paragraphs: list[str]


def revised_articles(lake: Lake, snapshot: Snapshot) -> list[tuple[str, int]]:
    """(article id, changes seen) of articles that changed, the most changed first."""
    revisions = lake.read_table(snapshot, "revisions", ["article_id"])
    counts = revisions.group_by("article_id").aggregate([("article_id", "count")]).to_pylist()
    found = [(row["article_id"], row["article_id_count"]) for row in counts]
    return sorted(found, key=lambda row: (-row[1], row[0]))


def told_changes(lake: Lake, article_id: str) -> Iterator[str]:
    """Lines that tell every change of one article, oldest first. Raises LakeError."""
    snapshot = lake.current()
    if snapshot is None:
        raise LakeError("no lake is built yet 尚未构建: python -m transforms build")
    fetches = read_fetches(lake, snapshot, article_id)
    if not fetches:
        raise LakeError(
            f"no article has the id {article_id[:40]!r} 没有此文章: python -m transforms revisions"
            " lists those that changed"
        )
    yield f"{article_id}  {fetches[-1].fields['headline']}"
    yield f"  {len(fetches)} fetches 次抓取"
    for before, after in pairwise(fetches):
        lines = list(_told(before, after))
        yield f"{before.fetched_at} → {after.fetched_at}  {after.raw_file}:{after.raw_line}"
        yield from lines or ["  nothing changed 无变化"]


def read_fetches(lake: Lake, snapshot: Snapshot, article_id: str) -> list[Fetch]:
    """States of one article, oldest first; a replay of the same bytes counts once, the latest."""
    kept = lake.read_table(snapshot, "articles", POINTER)
    older = lake.read_table(snapshot, "dropped", [*POINTER, "drop_reason"])
    older = older.filter(pc.equal(older["drop_reason"], "superseded"))
    fetches = [
        fetch
        for table in (older, kept)
        for row in table.filter(pc.equal(table["article_id"], article_id)).to_pylist()
        if (fetch := _read_fetch(lake, row["raw_file"], row["raw_line"])) is not None
    ]
    return list({fetch.fetched_at: fetch for fetch in sorted(fetches)}.values())


def _read_fetch(lake: Lake, raw_file: str, raw_line: int) -> Fetch | None:
    line = _raw_line(lake, raw_file, raw_line)
    output = as_output(line)
    if "body" not in output:
        return None
    return Fetch(
        fetched_at=str(json.loads(line)["fetched_at"]),
        raw_file=raw_file,
        raw_line=raw_line,
        fields={name: _as_text(output.get(name)) for name, _ in FIELDS},
        paragraphs=_printable(output["body"]).split("\n"),
    )


def _raw_line(lake: Lake, raw_file: str, number: int) -> str:
    try:
        with open_lines(lake.data, raw_file) as file:
            for position, line in enumerate(file, 1):
                if position == number:
                    return line.decode("utf-8", "replace")
    except FileNotFoundError:
        pass
    raise LakeError(
        f"{raw_file}:{number} is gone 原始记录缺失: python -m transforms verify names what is"
        " missing"
    )


def _as_text(value: object) -> str:
    parts = value if isinstance(value, list) else [value]
    return _printable("、".join(str(part) for part in parts if part))


def _printable(text: str) -> str:
    return UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def _told(before: Fetch, after: Fetch) -> Iterator[str]:
    for name, title in FIELDS:
        one, two = before.fields[name], after.fields[name]
        if one != two:
            yield f"  {name} {title}: {marked(one, two)}"
    matcher = SequenceMatcher(None, before.paragraphs, after.paragraphs, autojunk=False)
    for kind, low, high, start, stop in matcher.get_opcodes():
        if kind == "equal":
            yield f"    {high - low} paragraphs unchanged 段未变"
            continue
        yield from _told_paragraphs(before.paragraphs[low:high], after.paragraphs[start:stop])


def _told_paragraphs(removed: list[str], added: list[str]) -> Iterator[str]:
    """Paragraphs that went and came; those alike are one that changed."""
    while removed and added and _is_alike(removed[0], added[0]):
        yield f"  ~ {marked(removed.pop(0), added.pop(0))}"
    for text in removed:
        yield f"  - {_shortened(text)}"
    for text in added:
        yield f"  + {_shortened(text)}"


def _is_alike(one: str, two: str) -> bool:
    return SequenceMatcher(None, one, two, autojunk=False).quick_ratio() >= ALIKE


def marked(before: str, after: str) -> str:
    """Both texts in one, as ``[-gone-]{+new+}``; equal stretches of long texts are shortened.

    >>> marked("投资90亿元", "投资95亿元")
    '投资9[-0-]{+5+}亿元'
    """
    parts = []
    is_long = len(before) > SHORT
    for kind, low, high, start, stop in SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if kind == "equal":
            same = before[low:high]
            if is_long and len(same) > 3 * CONTEXT:
                same = f"{same[:CONTEXT]}…{same[-CONTEXT:]}"
            parts.append(same)
            continue
        parts.append(f"[-{before[low:high]}-]" if high > low else "")
        parts.append(f"{{+{after[start:stop]}+}}" if stop > start else "")
    return "".join(parts)


def _shortened(text: str) -> str:
    return text if len(text) <= SHORT else f"{text[:SHORT]}… ({len(text)} characters 字)"
