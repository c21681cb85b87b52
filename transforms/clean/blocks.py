"""Each block's label in context: what is article, what stands around it, which rule says so."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from transforms.clean.copies import has_sentence, mark_copies, mark_garbled, without_space
from transforms.clean.glued import counters, may_be_glued, part_tail
from transforms.clean.labels import SUBHEADS, is_caption, label_block
from transforms.clean.normalize import has_traditional, simplified, squeeze
from transforms.clean.sections import mark_sections

KEPT = frozenset(("body", "lead", "subhead", "caption", "list"))
SENTENCE_END = re.compile("[。！？!?；;：:”」』….؛؟۔\u0f0d\u0f11]$")
ENUMERATION = re.compile(
    r"^\s*[^、。！？；，：“”]{2,30}(?:、[^、。！？；，：“”]{2,30})+\s*[；;。]?\s*$"
)
ORGANISATION = re.compile(
    r"^\s*[\w（）()\u4e00-\u9fff]{2,28}(?:公司|集团|工厂|厂|合作社|研究院|银行)\s*$"
)
LINK_SHARE = 0.8
SHORT = 40


class Block(NamedTuple):
    label: str
    rule: str
    text: str

    @property
    def is_kept(self) -> bool:
        return self.label in KEPT


class _Parts(NamedTuple):
    """Blocks as columns: text, class trail, tag, share of the text that is linked."""

    texts: list[str]
    paths: list[str]
    tags: list[str]
    shares: list[float]


def label_blocks(raw_blocks: list[dict[str, Any]], headline: str | None) -> list[Block]:
    """A block for every raw block that holds text, in reading order; two where two are glued."""
    texts, paths, tags, shares = _parts(raw_blocks)
    whole = "\n".join(texts)
    ruled = simplified(whole).split("\n") if has_traditional(whole) else texts
    if len(ruled) != len(texts):  # a line break inside a block
        ruled = [simplified(text) for text in texts]
    labels = [
        _own_label(text, path, tag, share)
        for text, path, tag, share in zip(ruled, paths, tags, shares, strict=True)
    ]
    _mark_headline(labels, texts, tags, headline)
    _mark_around(labels, texts, shares)
    mark_garbled(labels, texts)
    mark_copies(labels, texts, tags, paths)
    mark_sections(labels, texts, shares)
    _name_kept(labels, texts, paths, tags)
    return [Block(label, rule, text) for (label, rule), text in zip(labels, texts, strict=True)]


def _parts(raw_blocks: list[dict[str, Any]]) -> _Parts:
    raws = [(text, raw) for raw in raw_blocks if (text := (raw.get("text") or "").strip())]
    whole = [text for text, _ in raws]
    glued = _glued(whole)
    parts = _Parts(
        whole,
        [raw.get("path") or "" for _, raw in raws],
        [raw.get("tag") or "p" for _, raw in raws],
        [(raw.get("in_link_chars") or 0) / len(text) for text, raw in raws],
    )
    for position, pieces in reversed(glued.items()):
        count, place = len(pieces), slice(position, position + 1)
        parts.texts[place] = pieces
        parts.paths[place] = parts.paths[place] * count
        parts.tags[place] = parts.tags[place] * count
        # Of glued pieces the last holds the link.
        linked = raws[position][1].get("in_link_chars") or 0
        parts.shares[place] = [*[0.0] * (count - 1), linked / len(pieces[-1])]
    return parts


def _glued(texts: list[str]) -> dict[int, list[str]]:
    """The pieces of the blocks that are several in one, in reading order."""
    counted = counters(texts)
    glued: dict[int, list[str]] = {}
    for position, whole in enumerate(texts):
        if may_be_glued(whole) or position in counted:
            text, tail = part_tail(whole)
            start = counted.get(position, 0)
            pieces = [text[:start].strip(), text[start:].strip(), tail]
            if start or tail:
                glued[position] = [piece for piece in pieces if piece]
    return glued


def _own_label(text: str, path: str, tag: str, share: float) -> tuple[str, str]:
    if path == "excerpt":
        return "excerpt", "before_more"
    if (own := label_block(text, path)) is not None:
        return own.label, own.rule
    if tag == "button":
        return "share", "button"
    if share >= LINK_SHARE and not (tag in ("p", "tr", "td") and len(text) > SHORT):
        return "related", "link_only"
    return "", ""


def _mark_headline(
    labels: list[tuple[str, str]], texts: list[str], tags: list[str], headline: str | None
) -> None:
    """The headline printed again at the top of the body, in an h1 with a mark or second line."""
    wanted = squeeze(headline or "")
    for position, text in enumerate(texts[:4] if wanted else ()):
        key = without_space(text)
        if len(key) > 2 * len(wanted):
            continue
        if squeeze(key) == wanted or (tags[position] == "h1" and wanted in squeeze(key)):
            labels[position] = ("headline", "headline_again")


def _mark_around(labels: list[tuple[str, str]], texts: list[str], shares: list[float]) -> None:
    """A teaser above its play count, a linked name under 作者最近文章: they lean on another."""
    for position, (label, rule) in enumerate(labels):
        if rule == "play_count" and position and not labels[position - 1][0]:
            labels[position - 1] = ("video", "teaser_of_play_count")
        if (
            label == ""
            and shares[position] > 0.5
            and len(texts[position]) < SHORT
            and position + 1 < len(labels)
        ):
            before = labels[position - 1][0] if position else ""
            if before == "related":
                labels[position] = ("related", "after_related")


def _name_kept(
    labels: list[tuple[str, str]], texts: list[str], paths: list[str], tags: list[str]
) -> None:
    has_lead = False
    for position, (label, _) in enumerate(labels):
        if label:
            continue
        text, tag = texts[position], tags[position]
        if (rule := is_caption(text, paths[position])) is not None:
            labels[position] = ("caption", rule)
        elif tag in ("li", "tr", "dd", "dt"):
            labels[position] = ("list", f"tag_{tag}")
        elif ("、" in text and ENUMERATION.match(text)) or (
            len(text) <= SHORT and ORGANISATION.match(text)
        ):
            labels[position] = ("list", "enumeration")
        elif tag in SUBHEADS:
            labels[position] = ("subhead", "heading_tag")
        elif not has_lead and len(text) >= 20 and has_sentence(text):
            labels[position] = ("lead", "first_paragraph")
            has_lead = True
        elif (
            len(text) <= 24
            and has_lead
            and not SENTENCE_END.search(text)
            and not has_sentence(text)
        ):
            labels[position] = ("subhead", "short_line")
        else:
            labels[position] = ("body", "paragraph")
