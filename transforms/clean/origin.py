"""All statements of credit weighed into one answer: labelled before bare, near before far.

The order of trust: lines and fields beside the headline, lines of the body, metas, in-page JSON.
A site name in an author field is no author; the author of a saved file never counts.
"""

from __future__ import annotations

import re
from typing import Any

from transforms.clean.credits import (
    EMPTY_VALUE,
    ROLE,
    UNKNOWN,
    Credits,
    is_outlet,
    read_credit_line,
    split_origins,
)
from transforms.clean.names import is_person, split_names, unique

DATE = re.compile(
    r"(?:发布于|发表于|发布时间|发布日期|发表时间|时间|日期)?\s*[：:]?\s*(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?\s*"
    r"(?:[（(]?星期.[）)]?)?\s*(?:\d{1,2}\s*[:：时]\s*\d{0,2}\s*(?:[:：分]\s*\d{0,2}秒?)?)?"
)
NOISE = re.compile(
    r"^(?:https?:\S*|www\.\S*|[\d\s:：|/()（）,.\-]+|原创|关注|\+?关注|正文|字号|大|中|小|A[+-]?|分享|评论|收藏|打印|举报|未知|微博|微信|阅读|浏览|已?发布|北京时间|首页|\[?整理\]?|我要.*|.*条评论|.*人参与|新闻|要闻|国内|国际|社会|财经|图片|视频|专题|登录|注册|搜索)$"
)
OTHER_AUTHOR = re.compile(r"@|\.com|\.cn|^\d+$|name\b", re.IGNORECASE)
MAX_LINE = 220


def gather_credits(
    stated: list[dict[str, Any]], credit_blocks: list[str], bylines: Credits, headline: str | None
) -> Credits:
    """``stated`` are the item's credits, ``credit_blocks`` lines labelled credit or editor."""
    head, bare, metas, tail = Credits(), Credits(), Credits(), Credits()
    for claim in stated:
        raw, where = (claim.get("raw") or "")[:MAX_LINE], claim.get("where") or ""
        if where.startswith("front_matter") or not raw or (headline and raw == headline):
            continue
        if where.startswith("visible:tail"):
            _join(tail, read_credit_line(raw))
        elif where.startswith("visible:head"):
            _read_head(raw, head, bare)
        elif where.startswith("visible:"):
            _read_field(raw, where.split(":")[1], head, bare)
        else:
            _read_claim(raw, where, metas)
    for line in credit_blocks:
        _join(tail, read_credit_line(line))
    found = Credits()
    found.add(_sensible(head))
    body = _sensible(bylines)
    found.add(body)
    found.correspondents = unique(found.correspondents + body.correspondents)
    for source in (bare, metas, tail):
        found.add(_sensible(source))
    _drop_outlets(found)
    if not found.reporters:
        for source in (body, tail, metas):
            found.reporters = [n for n in source.reporters if n not in found.origins]
            _drop_outlets(found)
            if found.reporters:
                break
    return found


def _join(known: Credits, more: Credits) -> None:
    """Lines of one zone belong together: editors of two lines are all editors."""
    if not known.origins and more.origins:
        known.origins, known.origin_raw = more.origins, more.origin_raw
    known.is_compiled = known.is_compiled or more.is_compiled
    known.reporters = unique(known.reporters + more.reporters)
    known.correspondents = unique(known.correspondents + more.correspondents)
    known.photographers = unique(known.photographers + more.photographers)
    known.editors = unique(known.editors + more.editors)


def _read_head(raw: str, head: Credits, bare: Credits) -> None:
    if len(raw) > 120:
        return  # a paragraph: bylines read it
    _join(head, read_credit_line(raw))
    dated = DATE.search(raw)
    if dated and not bare.origins:
        rest = DATE.sub("  ", raw)
        first_role = ROLE.search(rest)
        rest = rest[: first_role.start()] if first_role else rest
        for token in re.split(r"\s{2,}|[|｜丨]|\s", rest):
            name = token.strip(" ：:·-—_[]【】()（）")
            if (
                2 <= len(name) <= 20
                and not NOISE.match(name)
                and not UNKNOWN.match(name)
                and not EMPTY_VALUE.match(name)
            ):
                bare.origins, bare.origin_raw = split_origins(name), raw
                break
    elif (
        not dated
        and not bare.origins
        and is_outlet(raw)
        and not NOISE.match(raw)
        and len(raw) <= 14
    ):
        bare.origins, bare.origin_raw = [raw], raw


def _read_field(raw: str, role: str, head: Credits, bare: Credits) -> None:
    """The text of an element whose class names a role; the words in it have the last say."""
    if ROLE.search(raw):
        _join(head, read_credit_line(raw))
        return
    if DATE.search(raw):
        return
    text = raw.strip(" ：:|")
    if NOISE.match(text) or UNKNOWN.match(text) or EMPTY_VALUE.match(text):
        return
    if role == "source" and not bare.origins and len(text) <= 30:
        bare.origins, bare.origin_raw = split_origins(text), raw
    elif role == "editor":
        bare.editors = unique(bare.editors + [n for n in split_names(text) if is_person(n)])
    elif role == "author":
        bare.reporters = unique(bare.reporters + [n for n in split_names(text) if is_person(n)])


def _read_claim(raw: str, where: str, metas: Credits) -> None:
    """Metas, JSON-LD, script values: ``kind:role[:name]``."""
    kind, _, rest = where.partition(":")
    role = rest.partition(":")[0]
    if ROLE.search(raw) and ("：" in raw or ":" in raw):
        metas.add(read_credit_line(raw))
        return
    if role == "source" and not metas.origins:
        metas.origins, metas.origin_raw = split_origins(raw), raw
    elif role == "editor":
        metas.editors = metas.editors or [n for n in split_names(raw) if is_person(n)]
    elif role == "author" and not OTHER_AUTHOR.search(raw):
        metas.reporters = metas.reporters or [n for n in split_names(raw) if is_person(n)]
    del kind


def _sensible(credits: Credits) -> Credits:
    return credits


def _drop_outlets(found: Credits) -> None:
    """作者：新京报 names the outlet again."""
    found.reporters = [
        name
        for name in found.reporters
        if name not in found.origins and (is_person(name) or not is_outlet(name))
    ]
