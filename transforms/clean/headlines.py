"""The headline without its chain of channel and site names, and the original headline if stated."""

from __future__ import annotations

import re
from typing import Any

from transforms.clean.claims import Claim, Verdict, believed, nothing
from transforms.clean.normalize import squeeze

SUFFIX = re.compile(
    r"\s*(?:[_|｜丨]+|\s[-–—]+\s?|[-–—]{1,3}(?=[^-–—_|]{2,16}$)|_+)\s*(?P<name>[^_|｜丨\-–—]{1,24})\s*$"
)
SITE = re.compile(
    r"(?:网|網|频道|頻道|新闻|新聞|日报|晚报|时报|早报|商报|报|政府|门户网?站?|官网|官方网站|电视台|广播|在线|客户端|之窗|之声|融媒体?(?:中心)?|"
    r"资讯|栏目|专栏|中心|论坛|社区|热线|要闻|头条|文章|正文|博客|财经|体育|娱乐|科技|汽车|房产|教育|健康|军事|国际|国内|社会|时政|滚动|"
    r"号|com|cn|net|news|tv|APP)$",
    re.IGNORECASE,
)
PREFIX = re.compile(
    r"^[^-–—_|｜丨]{2,16}(?:数字报|电子报|数字版|电子版|數字報|電子報)\s*[-–—_|｜丨]+\s*(?=.{4})"
)
"""E-papers print their own name first."""
ORIGINAL = re.compile(
    r"(?:原标题|原題|原题|原標題)\s*(?:为|為)?\s*[：:]?\s*[《“\"]?(?P<headline>.{4,120}?)[》”\"]?\s*[）)】\]]?\s*$"
)
ELLIPSIS = re.compile(r"(?:\.{2,}|…+)$")
MAX_HEADLINE = 300
AS_STATED, FROM_LIST, FROM_TITLE, LISTED = 0.6, 20, 10, 25
"""Strengths of what an earlier extractor stated, of the list's and the <title>'s words, and what
the list's agreement adds: less than lies between a heading that <title> holds and any other."""


def read_headlines(item: dict[str, Any]) -> list[Claim]:
    """Claims of the headline, as the page states them and as the list that led here did.

    Raw items of earlier extractors state one ``headline_raw`` without rule and strength.
    """
    listed = item.get("list_headline")
    stated = item.get("headlines") or [{"raw": item.get("headline_raw"), "where": "page"}]
    claims = [
        _claim(
            one.get("raw"),
            one.get("where") or "page",
            one.get("rule") or "stated",
            round(100 * float(one.get("strength") or AS_STATED)),
        )
        for one in stated
    ]
    claims.append(_claim(listed, "list", "stated", FROM_LIST))
    claims.append(_claim(item.get("title_raw"), "title", "stated", FROM_TITLE))
    return list({(c.raw, c.place): c for c in claims if c.value}.values())


def _claim(raw: str | None, where: str, rule: str, strength: int) -> Claim:
    text = " ".join(raw.split())[:MAX_HEADLINE] if raw else ""
    return Claim("headline", text, raw or "", where, rule, strength)


def judge_headline(claims: list[Claim]) -> Verdict:
    """The strongest claim, without suffixes; one cut short is completed by any that goes on.

    A heading that the list page gave as well outweighs one that it did not: a column's name stands
    in the largest letters on many pages.
    """
    best = max(claims, key=lambda claim: claim.strength, default=None)
    if best is None:
        return nothing(claims)
    if any(claim.place == "list" for claim in claims):
        keys = [squeeze(strip_suffixes(claim.value)) for claim in claims]
        listed = {key for key, one in zip(keys, claims, strict=True) if one.place == "list"}
        weights = [
            claim.strength + (LISTED if key in listed else 0)
            for key, claim in zip(keys, claims, strict=True)
        ]
        best = claims[weights.index(max(weights))]
    value = strip_suffixes(best.value)
    if ELLIPSIS.search(value):
        stem = squeeze(ELLIPSIS.sub("", value))
        stripped = [(strip_suffixes(claim.value), claim) for claim in claims]
        fuller = (pair for pair in stripped if _completes(squeeze(pair[0]), stem))
        value, best = next(fuller, (value, best))
    return believed([best], claims, [value])


def _completes(key: str, stem: str) -> bool:
    """Does ``key`` go on with words where ``stem`` was cut?"""
    return (
        key.startswith(stem)
        and not key[len(stem) :].startswith((".", "…"))
        and not ELLIPSIS.search(key)
    )


def strip_suffixes(text: str) -> str:
    """Cut names of sites and channels from the end, one by one; a headline's own dash stays."""
    text = PREFIX.sub("", " ".join(text.split()))
    while (
        (found := SUFFIX.search(text)) is not None
        and found.start() >= 4
        and SITE.search(found["name"])
    ):
        text = text[: found.start()].rstrip()
    return text


def read_original_headline(text: str) -> str | None:
    found = ORIGINAL.search(text[:300])
    return found["headline"].strip(' 《》“”"') if found else None
