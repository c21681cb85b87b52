"""The headline without its chain of channel and site names, and the original headline if stated."""

from __future__ import annotations

import re

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


def clean_headline(raw: str | None, *others: str | None) -> str | None:
    """``raw`` without suffixes; ``others`` (list page, og, <title>) may complete a cut one.

    >>> clean_headline("赣州召开全市主攻工业发展大会李炳军提出要求_江西频道")
    '赣州召开全市主攻工业发展大会李炳军提出要求'
    """
    candidates = (text for value in (raw, *others) if value and (text := strip_suffixes(value)))
    chosen = next(candidates, None)
    if chosen is None:
        return None
    if ELLIPSIS.search(chosen):
        stem = squeeze(ELLIPSIS.sub("", chosen))
        fuller = (c for c in candidates if _completes(squeeze(c), stem))
        chosen = next(fuller, chosen)
    return chosen[:MAX_HEADLINE]


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
