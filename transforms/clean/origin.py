"""All statements of credit weighed into one answer: labelled before bare, near before far.

The order of trust: lines and fields beside the headline, bylines of the text, lines below it, bare
names beside the date, metas and in-page JSON. A site name in an author field is no author; the
author of a saved file never counts.
"""

from __future__ import annotations

import re
from typing import Any

from transforms.clean.credits import Credits, is_outlet, read_credit_line, split_origins
from transforms.clean.names import is_person, split_names, unique
from transforms.clean.roles import EMPTY, ROLE, UNKNOWN

DATE = re.compile(
    r"(?:发布于|发表于|发布时间|发布日期|发表时间|时间|日期)?\s*[：:]?\s*(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?\s*"
    r"(?:[（(]?(?:星期|周|週).[）)]?)?\s*(?:[上下]午)?\s*(?:\d{1,2}\s*[:：时]\s*\d{0,2}\s*(?:[:：分]\s*\d{0,2}秒?)?)?"
)
NOISE = re.compile(
    r"^(?:https?:\S*|www\.\S*|[\d\s:：|/()（）,.\-]+|原创|\+?\s*关注.*|正文|字号.*|大|中|小|A[+-]?|分享.*|评论.*|收藏|打印|举报|未知|微博|微信|阅读.*|浏览.*|"
    r"已?发布|北京时间|首页|\[?整理\]?|我要.*|.*条评论|.*人参与|新闻|要闻|国内|国际|社会|财经|图片|视频|专题|登录|注册|搜索|QQ.*|编辑|来源|作者|来自.*|.*次|.*官方账号)$"
)
OTHER_AUTHOR = re.compile(r"@|\.com|\.cn|^\d+$|name\b", re.IGNORECASE)
COMMENTATOR = re.compile(r"^([\u4e00-\u9fff]{2,8}评论员)\s*[：:]")
CUT_SHORT = re.compile(r"[，。,].*(?:…|\.{3})$")
"""Below an article, prose cut short is the teaser of another: its byline is not this article's."""
TOKENS = re.compile(r"\s{2,}|[|｜丨]|\s")
MAX_LINE, MAX_CREDIT_LINE, MAX_NAME = 220, 120, 20


def gather_credits(
    stated: list[dict[str, Any]], credit_blocks: list[str], bylines: Credits, headline: str | None
) -> Credits:
    """``stated`` are the item's credits, ``credit_blocks`` lines labelled credit or editor."""
    zones = _Zones()
    for claim in stated:
        raw, where = (claim.get("raw") or "")[:MAX_LINE], claim.get("where") or ""
        if not raw or where.startswith("front_matter") or raw == headline:
            continue
        zones.read(raw, where)
    for line in credit_blocks:
        if len(line) <= MAX_LINE:
            zones.tail.join(read_credit_line(line))
    return _weigh(zones, bylines, headline)


class _Zones:
    """Statements by place, each place one set of credits."""

    def __init__(self) -> None:
        self.head, self.field, self.tail = Credits(), Credits(), Credits()
        self.bare, self.metas, self.accounts = Credits(), Credits(), Credits()

    def read(self, raw: str, where: str) -> None:
        kind, _, rest = where.partition(":")
        place = rest.partition(":")[0]
        if kind != "visible":
            self._read_claim(raw, place)
        elif place == "tail":
            if len(raw) <= MAX_CREDIT_LINE and not CUT_SHORT.search(raw):
                self.tail.join(read_credit_line(raw))
        elif place in ("head", "above"):
            if len(raw) <= MAX_CREDIT_LINE:
                self._read_head(raw, is_above=place == "above")
        else:
            self._read_field(raw, place)

    def _read_head(self, raw: str, *, is_above: bool) -> None:
        self.head.join(read_credit_line(raw))
        if self.bare.origins:
            return
        dated = DATE.search(raw)
        if dated:
            rest = DATE.sub("  ", raw)
            first_role = ROLE.search(rest)
            for token in TOKENS.split(rest[: first_role.start()] if first_role else rest):
                if self._take_bare(token.strip(" ：:·-—_[]【】()（）"), raw):
                    break
        elif not is_above and is_outlet(raw) and len(raw) <= 14 and not NOISE.match(raw):
            self.bare.origins, self.bare.origin_raw = [raw], raw

    def _take_bare(self, name: str, raw: str) -> bool:
        outlet, slash, person = name.replace("／", "/").rpartition("/")
        if slash and is_person(person):  # 上報快訊／范姜佳鈺
            self.head.reporters = unique([*self.head.reporters, person])
            name = outlet
        if (
            not 2 <= len(name) <= MAX_NAME
            or NOISE.match(name)
            or UNKNOWN.match(name)
            or EMPTY.match(name)
        ):
            return False
        self.bare.origins, self.bare.origin_raw = split_origins(name), raw
        return True

    def _read_field(self, raw: str, role: str) -> None:
        """An element whose class names a role; the words in it have the last say."""
        if ROLE.search(raw):
            self.head.join(read_credit_line(raw))
            return
        text = raw.strip(" ：:|")
        if DATE.search(raw) or NOISE.match(text) or UNKNOWN.match(text) or EMPTY.match(text):
            return
        people = [name for name in split_names(text) if is_person(name)]
        if role == "source":
            if not self.field.origins and len(text) <= MAX_NAME:
                self.field.origins, self.field.origin_raw = split_origins(text), raw
        elif role == "editor":
            self.field.editors = unique(self.field.editors + people)
        elif people:
            self.field.reporters = unique(self.field.reporters + people)
        elif not self.accounts.origins and len(text) <= MAX_NAME:
            self.accounts.origins, self.accounts.origin_raw = split_origins(text), raw

    def _read_claim(self, raw: str, role: str) -> None:
        """Metas, JSON-LD, script values."""
        metas = self.metas
        if ("：" in raw or ":" in raw) and ROLE.search(raw):
            metas.fill_from(read_credit_line(raw))
            return
        people = [name for name in split_names(raw) if is_person(name)]
        if role == "source":
            if not metas.origins:
                metas.origins, metas.origin_raw = split_origins(raw), raw
        elif role == "editor":
            metas.editors = metas.editors or people
        elif role == "author" and not OTHER_AUTHOR.search(raw):
            metas.reporters = metas.reporters or people
            if not people and is_outlet(raw) and not self.accounts.origins:
                self.accounts.origins, self.accounts.origin_raw = split_origins(raw), raw


def _weigh(zones: _Zones, bylines: Credits, headline: str | None) -> Credits:
    found = Credits()
    found.fill_from(zones.head)
    named = {*found.reporters, *bylines.reporters, *zones.tail.reporters}
    if named.intersection(zones.bare.origins):  # 2020-06-05 张三: a person beside the date
        zones.bare.origins = []
    origins = (zones.field, zones.tail, zones.bare, zones.metas, zones.accounts)
    for source in origins:
        if not found.origins and source.origins:
            found.origins, found.origin_raw = source.origins, source.origin_raw
            found.is_compiled = found.is_compiled or source.is_compiled
        elif source.is_compiled and set(found.origins).intersection(source.origins):
            found.is_compiled = True  # 来源：甲报 above, 来源：综合甲报 below: the fuller one tells
    for source in (zones.tail, zones.field, zones.metas):
        found.editors = found.editors or list(source.editors)
    found.reporters = _authors(found.reporters, found)
    for source in (bylines, zones.tail, zones.field, zones.metas):
        if found.reporters:
            break
        found.reporters = _authors(source.reporters, found)
    if not found.reporters and (commentator := COMMENTATOR.match(headline or "")):
        found.reporters = [commentator.group(1)]
    people = (zones.head, bylines, zones.tail)
    found.correspondents = unique([n for source in people for n in source.correspondents])
    found.photographers = unique([n for source in people for n in source.photographers])
    return found


def _authors(names: list[str], found: Credits) -> list[str]:
    """作者：新京报 names the outlet again; a meta author is often the editor."""
    return [
        name
        for name in names
        if name not in found.origins
        and (is_person(name) or not is_outlet(name))
        and name not in found.editors
    ]
