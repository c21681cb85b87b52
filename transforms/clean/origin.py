"""All statements of credit weighed into one answer: labelled before bare, near before far.

The order of trust: lines and fields beside the headline, bylines of the text, lines below it, bare
names beside the date, metas and in-page JSON. A site name in an author field is no author; the
author of a saved file never counts.
"""

from __future__ import annotations

import re
from typing import Any

from transforms.clean.credits import Credits, is_outlet, read_credit_line, split_origins
from transforms.clean.names import NO_NAME, is_person, split_names, unique
from transforms.clean.roles import EMPTY, ROLE, UNKNOWN

DATE = re.compile(
    r"(?:发布于|发表于|发布时间|发布日期|发表时间|时间|日期)?\s*[：:]?\s*(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?\s*"
    r"(?:[（(]?(?:星期|周|週).[）)]?)?\s*(?:[上下]午)?\s*(?:\d{1,2}\s*[:：时]\s*\d{0,2}\s*(?:[:：分]\s*\d{0,2}秒?)?)?"
    r"|(?<![\d-])\d{1,2}(?:-|月)\d{1,2}日?\s*\d{1,2}[:：]\d\d(?:[:：]\d\d)?"
    r"|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d"
)
NOISE = re.compile(
    r"^(?:https?:\S*|www\.\S*|[\d\s:：|/()（）,.\-]+|原创|\+?\s*关注.*|正文|字号.*|大|中|小|A[+-]?|分享.*|评论.*|收藏|打印|举报|未知|微博|微信|阅读.*|浏览.*|"
    r"已?发布|北京时间|首页|\[?整理\]?|我要.*|.*条评论|.*人参与|新闻|要闻|国内|国际|社会|财经|图片|视频|专题|登录|注册|搜索|QQ.*|编辑|来源|作者|来自.*|.*次|.*官方账号|(?:听|看|相关|热点|更多|最新|推荐)新闻|"
    r"(?:最[后後])?更新(?:[于於])?|(?:[发發][布佈]|上[传傳]|修改)(?:[于於])?|By|by|(?:\d+\s*)?min|read|Updated|Published|Posted|(?:社会|国内|国际|财经|本地|体育|娱乐|民生|综合|滚动|社會|國際)(?:新闻|要闻|资讯|動態|动态))$"
)
OTHER_AUTHOR = re.compile(r"@|\.com|\.cn|^\d+$|name\b", re.IGNORECASE)
TITLED = re.compile(
    r"(?:[\u4e00-\u9fff·]{2,10}\s?)?(?:首席|特约|资深|高级|本报|本网)?(?:评论员|撰稿人|记者|主笔)\s+"
    r"(?P<names>[\u4e00-\u9fff·]{2,4}(?:[\s、]+[\u4e00-\u9fff·]{2,4}){0,3})"
)
"""A line of its own beside the headline that is a post and names: pen names count as well."""
COMMENTATOR = re.compile(r"^([\u4e00-\u9fff]{2,8}评论员)\s*[：:]")
CUT_SHORT = re.compile(r"[，。,].*(?:…|\.{3})$")
"""Below an article, prose cut short is the teaser of another: its byline is not this article's."""
LETTER_SIZE = re.compile(r"[【\[(（]?字\s*[号体](?:大小)?[：:\s]*[大中小\s|]*[】\])）]?")
BARE_EDGES = " ：:·-—_[]【】()（）"
TOKENS = re.compile(r"\s{2,}|[|｜丨]|\s")
MAX_LINE, MAX_CREDIT_LINE, MAX_NAME, MAX_TITLED = 220, 120, 20, 30


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
        is_short = len(raw) <= MAX_TITLED and not self.head.reporters
        if is_short and (titled := TITLED.fullmatch(raw)):
            names = split_names(titled["names"])
            self.head.reporters = [name for name in names if NO_NAME.search(name) is None]
        if self.bare.origins:
            return
        dated = DATE.search(raw)
        if dated:
            rest = DATE.sub("  ", LETTER_SIZE.sub(" ", raw))
            first_role = ROLE.search(rest)
            tokens = TOKENS.split(rest[: first_role.start()] if first_role else rest)
            tokens = [token.strip(BARE_EDGES) for token in tokens]
            for position, token in enumerate(tokens):
                if self._take_bare(token, raw):
                    self._take_person(tokens[position + 1 :])
                    break
        elif not is_above and is_outlet(raw) and len(raw) <= 14 and not NOISE.match(raw):
            self.bare.origins, self.bare.origin_raw = [raw], raw

    def _take_person(self, tokens: list[str]) -> None:
        """南方都市报 张宗兴 2014-03-16: behind an outlet, a full name can only be the author's."""
        after = next(filter(None, tokens), "")
        is_full = (
            len(after) == 3 and is_person(after) and not after.endswith(tuple("省市县区州镇乡村"))
        )
        if is_full and not self.head.reporters and any(map(is_outlet, self.bare.origins)):
            self.field.reporters = [after]

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
            or "：" in name  # 发布者：宣传部 names another role
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
    named = {
        *found.reporters, *bylines.reporters, *zones.tail.reporters, *zones.field.reporters,
    }  # fmt: skip
    if named.intersection(zones.bare.origins):  # 2020-06-05 张三: a person beside the date
        zones.bare.origins = []
    origins = (zones.field, zones.tail, zones.bare, zones.metas, zones.accounts)
    for source in origins:
        if not found.origins and source.origins:
            found.origins, found.origin_raw = source.origins, source.origin_raw
            found.is_compiled = found.is_compiled or source.is_compiled
        elif source.is_compiled and set(found.origins).intersection(source.origins):
            found.is_compiled = True  # 来源：甲报 above, 来源：综合甲报 below: the fuller one tells
    for source in (zones.tail, zones.field, zones.metas, bylines):
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
