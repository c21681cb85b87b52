"""Why a page is no article: judged on its bytes before parsing, on its text after."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive.charset import Decoded
    from crawler.extract.flat_dom import FlatDom

CHALLENGED = "challenged"
"""Of a page that asks something of its reader first, see ``challenge``."""
MAX_BYTES = 8 * 1024 * 1024
MAX_TAGS = 250_000
MAX_DEPTH = 1_500
MAX_TAG_CHARS = 20_000
MAX_NAMES = 3_000
MANY_TAGS, MANY_OPEN = 60_000, 3_000
COUNTED_BYTES = 16_384
UNDECODABLE_SHARE = 0.03
MAGIC = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"RIFF",
    b"ID3",
    b"BM",
    b"Rar!",
)
CONTROL = bytes({*range(0x20)} - {*b"\t\n\v\f\r"})
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)")
LONG_TAG = re.compile(rf"<[a-zA-Z][^<>]{{{MAX_TAG_CHARS},}}>?")
VOID = frozenset(
    (
        "area base br col embed hr img input link meta param source track wbr p li td th tr dd dt"
        " option"
    ).split()
)
"""Elements that close themselves or each other: they add no depth."""
NOT_FOUND = re.compile(
    r"""(?:页面|网页|文章|内容|信息|您访问的|您查看的|你访问的).{0,12}
    (?:不存在|已被?删除|已下线|找不到|未找到|无法访问|已失效|走丢|被移除)
    |(?:404|403|410|50\d)\s*(?:错误|error|not\ found|页面)|not\ found
    |抱歉.{0,20}(?:找不到|不存在|已删除|已被删除|无法)|该内容已被发布者删除|此内容因违规无法查看
    |^(?:参数(?:错误|有误|不正确|异常)|非法(?:请求|参数|访问)|系统(?:错误|异常)|(?:页面)?出错[了啦])[！!。.]?$
    |頁面不存在|找不到.{0,4}(?:頁面|网页|页面|文章)""",
    re.IGNORECASE | re.VERBOSE | re.MULTILINE,
)
SCRIPT_REDIRECT = re.compile(r"location(?:\.href|\.replace\(|\.assign\()?\s*=?\s*\(?\s*[\"']")
SHORT_TEXT, SHORT_PAGE = 150, 400
"""Characters of text and of the whole page below which it may be a stub, an error page."""


def drop_reason_of_bytes(body: bytes, status: int, content_type: str | None) -> str | None:
    """The reason why these bytes are no page, or None."""
    if status in (404, 410):
        return "not_found"
    if status >= 400:
        return "http_error"
    if not body.strip():
        return "empty"
    if len(body) > MAX_BYTES:
        return "too_large"
    kind = (content_type or "").lower()
    if kind.startswith(
        ("image/", "video/", "audio/", "application/pdf", "application/zip", "application/msword")
    ):
        return "binary"
    head = body[:4096]
    if body.startswith(MAGIC) or (
        not body.startswith((b"\xff\xfe", b"\xfe\xff"))
        and (len(head) - len(head.translate(None, CONTROL))) * 20 > len(head)
    ):
        return "binary"
    return None


def drop_reason_of_text(decoded: Decoded, body: bytes) -> str | None:
    """The reason why this text cannot be read or must not be parsed, or None.

    Tags are counted in the bytes: that is ten times faster, and the same in every charset but one.
    """
    if decoded.replaced_count:
        wide = sum(1 for character in decoded.text[:200_000] if character > "\x7f")
        if decoded.replaced_count > UNDECODABLE_SHARE * max(wide, 1):
            return "undecodable"
    tags = body.count(b"<")
    if tags > MAX_TAGS:
        return "too_many_tags"
    is_odd = tags > MANY_TAGS or _has_many_open(body, tags)
    return "hostile_markup" if is_odd and _is_hostile(decoded.text) else None


def is_parsable(html: str) -> bool:
    """Whether markup that stood in a script or an attribute may be parsed: it was not counted."""
    return html.count("<") <= MAX_TAGS and not _is_hostile(html)


def _has_many_open(body: bytes, tags: int) -> bool:
    """Are more than MANY_OPEN tags never closed? Counted until that is out of the question."""
    left = tags
    for start in range(0, len(body), COUNTED_BYTES):
        if left <= MANY_OPEN:
            return False
        left -= 2 * body.count(b"</", start, start + COUNTED_BYTES + 1)
    return left > MANY_OPEN


def bounded(text: str) -> str:
    """The page without the attributes of tags longer than any honest one."""
    return LONG_TAG.sub(_without_attributes, text) if _may_hold_long_tag(text) else text


def _may_hold_long_tag(text: str) -> bool:
    """From one ``<`` or ``>`` to the last one within reach: most of a page is never looked at."""
    mark = 0
    while mark + MAX_TAG_CHARS < len(text):
        reach = mark + 1 + MAX_TAG_CHARS
        following = text.rfind(">", mark + 1, reach)
        if following < 0:
            following = text.rfind("<", mark + 1, reach)
        if following < 0 and text[mark] == "<":
            return True
        if following < 0:  # no tag is this long, but a script
            following = text.find("<", reach)
        if following < 0:
            return False
        mark = following
    return False


def _without_attributes(found: re.Match[str]) -> str:
    tag = found.group()
    if tag.count("=") < 200 and tag.count(" ") < 200:
        return tag  # one long value, as an image inside its address
    name = TAG.match(tag)
    return f"<{name.group(2)}>" if name else ""


def _is_hostile(text: str) -> bool:
    """Deeper than any page is laid out, or a flood of invented names: both cost quadratic time."""
    opened: dict[str, int] = {}
    depth = 0
    for found in TAG.finditer(text):
        name = found.group(2).lower()
        count = opened.setdefault(name, 0)
        if name in VOID:
            continue  # of those there are few
        if not found.group(1):
            opened[name] = count + 1
            depth += 1
        elif count:  # an end tag without its element closes nothing
            opened[name] = count - 1
            depth -= 1
        if depth > MAX_DEPTH or len(opened) > MAX_NAMES:
            return True
    return False


def drop_reason_of_page(
    page: FlatDom, kept: str, refresh: str | None, is_truncated: bool
) -> str | None:
    """The reason why a parsed page holds no article, or None. ``kept``: text of its blocks."""
    if len(kept) < SHORT_TEXT:
        visible = "\n".join(run.text for run in page.runs)
        redirects = any(SCRIPT_REDIRECT.search(script[:5000]) for _, script in page.scripts[:5])
        if len(visible) < SHORT_TEXT and (refresh or redirects):
            return "redirect_stub"
        said = visible if len(visible) < SHORT_PAGE else kept
        if NOT_FOUND.search(said) or NOT_FOUND.search(page.title or ""):
            return "not_found_in_disguise"
    if not kept:
        return "truncated" if is_truncated else "no_article_text"
    return None


def is_cut_off(text: str) -> bool:
    """Did the transfer end inside the page?"""
    end = text[-2000:]
    if any(mark in end for mark in ("</html", "</body", "</HTML", "</BODY")):
        return False
    return "<html" in text[:5000].lower()
