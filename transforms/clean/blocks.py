"""Each block's label in context: what is article, what stands around it, which rule says so."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from transforms.clean.labels import SUBHEADS, is_caption, label_block
from transforms.clean.normalize import has_traditional, simplified, squeeze

KEPT = frozenset(("body", "lead", "subhead", "caption", "list"))
SENTENCE = re.compile("[，。；！？,;!?]")
SENTENCE_END = re.compile("[。！？!?；;：:”」』…]$")
ENUMERATION = re.compile(
    r"^\s*[^、。！？；，：“”]{2,30}(?:、[^、。！？；，：“”]{2,30})+\s*[；;。]?\s*$"
)
ORGANISATION = re.compile(
    r"^\s*[\w（）()\u4e00-\u9fff]{2,28}(?:公司|集团|工厂|厂|合作社|研究院|银行)\s*$"
)
DATED = re.compile(
    r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?(?:\s*\d{1,2}[:：]\d\d)?"
    r"|(?<!\d)\d{1,2}(?:-|月)\d{1,2}日?\s+\d{1,2}[:：]\d\d|\d+\s*(?:分钟|小时)前"
    r"|\b[A-Z][a-z]{2,8}\.?\s\d{1,2},?\s(?:19|20)\d\d"
)
SIGNED_DAY = re.compile(r"\s*(?:19|20)\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*")
SUMMARY_WORDS = ("摘要", "提要", "内容摘要", "内容提要", "导读", "核心提示", "简介")
SUMMARY = re.compile(rf"^(?:{'|'.join(SUMMARY_WORDS)})\s*[：:]|(?:…+|\.{{3,}})$")
MAX_SUMMARY = 5
"""Blocks at the top among which a summary may stand: the start of the text, cut short."""
COPY_LENGTH = 20
EXACT_COPY_LENGTH = 32
MAX_COPY_BLOCKS = 600
LINK_SHARE = 0.8
SHORT = 40
MAX_PULLED = 24
"""Characters of a line set large between a summary of the article and its first paragraph."""


class Block(NamedTuple):
    label: str
    rule: str
    text: str

    @property
    def is_kept(self) -> bool:
        return self.label in KEPT


def label_blocks(raw_blocks: list[dict[str, Any]], headline: str | None) -> list[Block]:
    """One block for every raw block that holds text, in reading order."""
    texts, paths, tags, shares = [], [], [], []
    for raw in raw_blocks:
        text = (raw.get("text") or "").strip()
        if not text:
            continue
        texts.append(text)
        paths.append(raw.get("path") or "")
        tags.append(raw.get("tag") or "p")
        shares.append((raw.get("in_link_chars") or 0) / len(text))
    whole = "\n".join(texts)
    ruled = simplified(whole).split("\n") if has_traditional(whole) else texts
    if len(ruled) != len(texts):  # a line break inside a block
        ruled = [simplified(text) for text in texts]
    labels = [
        _own_label(text, path, tag, share)
        for text, path, tag, share in zip(ruled, paths, tags, shares, strict=True)
    ]
    _mark_headline(labels, texts, headline)
    _mark_around(labels, texts, shares)
    _mark_copies(labels, texts, tags, paths)
    _mark_sections(labels, texts, shares)
    _name_kept(labels, texts, paths, tags)
    return [Block(label, rule, text) for (label, rule), text in zip(labels, texts, strict=True)]


def _own_label(text: str, path: str, tag: str, share: float) -> tuple[str, str]:
    if path == "excerpt":
        return "excerpt", "before_more"
    if (own := label_block(text, path)) is not None:
        return own.label, own.rule
    if share >= LINK_SHARE and not (tag in ("p", "tr", "td") and len(text) > SHORT):
        return "related", "link_only"
    return "", ""


def _mark_headline(labels: list[tuple[str, str]], texts: list[str], headline: str | None) -> None:
    """The headline printed again at the top of the body."""
    wanted = squeeze(headline or "")
    for position, text in enumerate(texts[:4] if wanted else ()):
        key = _key(text)
        if len(key) <= 2 * len(wanted) and squeeze(key) == wanted:
            labels[position] = ("headline", "headline_again")


def _key(text: str) -> str:
    return "".join(text.split())


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


def _mark_copies(
    labels: list[tuple[str, str]], texts: list[str], tags: list[str], paths: list[str]
) -> None:
    """Later copies of a paragraph, whole, cut short or broken in two, and summaries before it."""
    keys: dict[int, str] = {}
    for i, (label, _) in enumerate(labels):
        if label or tags[i] in ("li", "tr") or len(texts[i]) < COPY_LENGTH:
            continue
        key = _key(texts[i] if i >= MAX_SUMMARY else _without_summary(texts[i]))
        if len(key) >= COPY_LENGTH and is_caption(texts[i], paths[i]) is None:
            keys[i] = key
        if len(keys) == MAX_COPY_BLOCKS:
            break
    sentences = [(i, key) for i, key in keys.items() if SENTENCE.search(texts[i])]
    seen: set[str] = set()
    for i, key in sentences:
        if key in seen and len(key) >= EXACT_COPY_LENGTH and not key.endswith(("?", "？")):
            labels[i] = ("duplicate", "exact_copy")
        seen.add(key)
    open_count = sum(not labels[i][0] for i, _ in sentences)
    if open_count == len(seen) and len(seen) < 2:
        return
    joined = "\n".join(seen)
    for i, key in sentences:
        # A copy cut short or broken in two stands inside another paragraph of the article.
        if not labels[i][0] and joined.count(key) > 1:
            labels[i] = ("duplicate", "contained_copy")


def _without_summary(text: str) -> str:
    if text.startswith(SUMMARY_WORDS) or text.endswith(("…", "...")):
        return SUMMARY.sub("", text)
    return text


def _mark_sections(labels: list[tuple[str, str]], texts: list[str], shares: list[float]) -> None:
    """What follows the end of the article inside its container."""
    prose = [
        i
        for i, (label, _) in enumerate(labels)
        if not label and len(texts[i]) >= 24 and SENTENCE.search(texts[i]) and shares[i] < 0.5
    ]
    last_prose = prose[-1] if prose else -1
    _keep_signed_day(labels, texts, prose[0] if prose else len(labels))
    _mark_above(labels, texts, shares, prose[0] if prose else 0)
    section = ""
    for position, (label, rule) in enumerate(labels):
        if (
            label == ""
            and position > last_prose
            and shares[position] > 0.3
            and DATED.search(texts[position])
        ):
            labels[position] = ("related", "dated_link")
        elif rule == "disclaimer_head":
            section = "disclaimer"
        elif rule == "related_head":
            section = "related"
        elif label == "" and section == "disclaimer":
            labels[position] = ("disclaimer", "under_disclaimer_head")
            section = "related" if position >= last_prose else ""
        elif (
            label == ""
            and section == "related"
            and (position > last_prose or shares[position] > 0.5)
        ):
            labels[position] = ("related", "under_related_head")
        elif label == "" and section == "related" and _is_teaser(labels, shares, position):
            labels[position] = ("related", "teaser_under_link")
        elif label == "" and section == "related" and position <= last_prose:
            section = ""
        elif rule == "editor_line" and position > last_prose:
            section = "related"


def _keep_signed_day(labels: list[tuple[str, str]], texts: list[str], first_prose: int) -> None:
    """A notice ends with who issued it and on which day."""
    for position in range(first_prose + 1, len(labels)):
        if labels[position][1] == "info_line" and SIGNED_DAY.fullmatch(texts[position]):
            labels[position] = ("", "")


def _is_teaser(labels: list[tuple[str, str]], shares: list[float], position: int) -> bool:
    """Links and teasers in turn: a paragraph that follows one link alone is the article's."""
    if shares[position - 1] <= 0.5:
        return False
    is_linked_on = position + 1 < len(shares) and shares[position + 1] > 0.5
    return is_linked_on or labels[position - 2][1] == "teaser_under_link"


def _mark_above(
    labels: list[tuple[str, str]], texts: list[str], shares: list[float], first_prose: int
) -> None:
    """Links, dated lines and pulled lines between the headline and the first paragraph."""
    has_copy = False
    for position in range(first_prose):
        text = texts[position]
        has_copy = has_copy or labels[position][1] == "contained_copy"
        if labels[position][0] or len(text) > 2 * SHORT:
            continue
        if shares[position] > 0.3:
            labels[position] = ("nav", "links_before_text")
        elif _names_field(labels, texts, position - 1) and not SENTENCE.search(text):
            labels[position] = ("credit", "value_of_field")
        elif _is_dated(text):
            labels[position] = ("credit", "dated_line_before_text")
        elif has_copy and len(text) <= MAX_PULLED and not SENTENCE.search(text):
            labels[position] = ("excerpt", "below_copy_of_lead")


def _is_dated(text: str) -> bool:
    """Date, outlet and names, but no sentence and no caption."""
    found = DATED.search(text)
    if found is None or SENTENCE.search(DATED.sub("", text)):
        return False
    return ":" in found.group() or "：" in found.group() or is_caption(text, "") is None


def _names_field(labels: list[tuple[str, str]], texts: list[str], position: int) -> bool:
    """来源： in a line of its own: the next line is its value."""
    is_credit = position >= 0 and labels[position][0] in ("credit", "editor")
    return is_credit and texts[position].endswith(("：", ":"))


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
        elif not has_lead and len(text) >= 20 and SENTENCE.search(text):
            labels[position] = ("lead", "first_paragraph")
            has_lead = True
        elif (
            len(text) <= 24
            and has_lead
            and not SENTENCE_END.search(text)
            and not SENTENCE.search(text)
        ):
            labels[position] = ("subhead", "short_line")
        else:
            labels[position] = ("body", "paragraph")
