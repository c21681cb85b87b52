"""What one object of a page's state says: title, text, times and names, under the names they have.

Names of values are conventions of content management systems and of their interfaces; what a value
must look like is asked as well, so that a name alone gives nothing.
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import Any, NamedTuple

from crawler.items import Stated

LEAST_BODY = 40
"""Characters of text without its tags; shorter ones are descriptions."""
LONGEST_WORD = 10
"""Characters of a word on average: an address or a key is longer."""
MAX_PIECES = 2_000
MAX_NESTING = 5
MAX_VALUE, MAX_NAME = 60, 40
MAX_TITLE = 200
MAX_URL = 300

TAG = re.compile(r"<[^<>]*>")
MARKUP = re.compile(
    r"<(?:p|div|br|span|section|img|strong|article|h\d|table|ul|figure)\b[^<>]*>", re.I
)
ESCAPED_MARKUP = re.compile(r"&lt;(?:p|div|br|span|section|strong)\b", re.IGNORECASE)
SENTENCE = re.compile(r"[，。；！？!?،؟۔།]|\.\s")
BEYOND_LATIN = re.compile("[\u0370-\uffff]")
DIGITS = re.compile(r"\d")
JOINTS = re.compile("[_-]")
# Names of values as content management systems write them, in lower case, without joints.
TITLE_KEY = re.compile(r"(?:\w*[a-z])?title|headline|biaoti|subject")
OTHER_TITLE = re.compile(
    r"^(?:sub|short|share|seo|list|second|vice|meta|column|channel|site|app|wx|section|page)\w*title"
)
TEASER_KEY = re.compile(
    r"title|headline|summary|desc|digest|abstract|intro|brief|seo|share|keyword|comment|reply|remark|copyright"
    r"|statement|disclaimer|guide|lead$|excerpt|recommend|related"
)
TIME_KEYS = (
    # A name that says published, before one that only says time, before the time of making.
    re.compile(r"(?:first|pub|publish|published|release|released|issue|issued|online)(?:lish)?"
               r"(?:time|date|at|on|day|timestamp|datetime)(?:str)?|ptime|pubtimestr"),
    re.compile(r"(?:news|doc|article|show|display|post|send|input|add|content)?(?:time|date|datetime)"),
    re.compile(r"(?:create|created|ctime|creation)(?:time|date|at|on)?"),
)  # fmt: skip
CREDIT_KEYS = (
    ("source", re.compile(
        r"(?:news|doc|article|content|channel)?(?:source|origin|media)(?:name|title|from)?"
        r"|laiyuan|copyfrom"
    )),
    ("author", re.compile(
        r"(?:news|doc|article)?(?:author|reporter|writer|journalist)s?(?:name|list)?|byline|zuozhe"
    )),
    ("editor", re.compile(
        r"(?:news|doc|article|duty|responsible)?editors?(?:name|list)?|zebian|bianji|zrbj"
    )),
)  # fmt: skip
ORIGIN_URL_KEY = re.compile(r"(?:source|origin|original|from)(?:url|link)")
PIECE_KEYS = ("data", "text", "content", "value", "html", "txt", "paragraph", "insert", "children")
PART_KEYS = ("contentList", "blocks", "content", "children", "ops", "nodes", "list")
CONTENT_KEY = re.compile(
    r"(?:article|news|doc|info|detail)?(?:content|body|text|html|detail)s?(?:html)?"
)
OTHER_PIECES = re.compile(r"(?:video|audio|ads?$|advert|vote|links?$|recommend)", re.IGNORECASE)
NAME_KEYS = ("name", "title", "nickname", "realname", "text", "label")


class Body(NamedTuple):
    html: str
    chars: int
    """Of its text, without tags."""


def title_of(thing: dict[str, Any]) -> str | None:
    """The value of the shortest name that says title."""
    found = [
        (len(name), value)
        for name, value in thing.items()
        if isinstance(value, str)
        and 2 <= len(value) <= MAX_TITLE
        and TITLE_KEY.fullmatch(key := _plain(name))
        and not OTHER_TITLE.match(key)
    ]
    title = min(found)[1] if found else ""
    return " ".join(unescape(TAG.sub("", title)).split()) or None


def _plain(name: Any) -> str:
    return JOINTS.sub("", str(name)[:MAX_NAME]).lower()


def body_of(thing: dict[str, Any]) -> Body | None:
    """The longest text of an object, its own or that of an object in it without a title."""
    best: Body | None = None
    for name, value in thing.items():
        if TEASER_KEY.search(_plain(name)):
            continue
        body = _body(value)
        if body is None and isinstance(value, dict) and not title_of(value):
            inner = (
                _body(part) for key, part in value.items() if not TEASER_KEY.search(_plain(key))
            )
            body = max(filter(None, inner), key=lambda body: body.chars, default=None)
        if body is not None and (best is None or body.chars > best.chars):
            best = body
    return best


def _body(value: Any) -> Body | None:
    if isinstance(value, str):
        return _of_text(value)
    if isinstance(value, dict):  # an editor's document: its parts stand under one name
        value = next((value[name] for name in PART_KEYS if isinstance(value.get(name), list)), None)
    if isinstance(value, list):
        pieces = [piece for part in value[:MAX_PIECES] if (piece := _piece(part))]
        return _of_text("\n".join(pieces))
    return None


def _piece(part: Any) -> str | None:
    """One paragraph, if the piece is one of text."""
    text = _inline(part, MAX_NESTING)
    if not text.strip():
        return None
    return text if MARKUP.search(text) else f"<p>{escape(text, quote=False)}</p>"


def _inline(part: Any, depth: int) -> str:
    """The text of a piece and of the pieces in it, as editors nest them."""
    if isinstance(part, str):
        return part
    if isinstance(part, list) and depth:
        return "".join(_inline(inner, depth - 1) for inner in part[:MAX_PIECES])
    if not isinstance(part, dict) or not depth:
        return ""
    if OTHER_PIECES.match(str(part.get("type", ""))) or title_of(part):
        return ""
    return next((_inline(part[name], depth - 1) for name in PIECE_KEYS if name in part), "")


def content_of(thing: dict[str, Any]) -> Body | None:
    """The text of an object without a title, under a name that says that it is one."""
    found = (_body(value) for name, value in thing.items() if CONTENT_KEY.fullmatch(_plain(name)))
    return max(filter(None, found), key=lambda body: body.chars, default=None)


def _of_text(text: str) -> Body | None:
    """``text`` as HTML, if it is long enough and holds sentences."""
    if len(text) < LEAST_BODY:
        return None
    if ESCAPED_MARKUP.search(text) and not MARKUP.search(text):
        text = unescape(text)
    is_marked = MARKUP.search(text) is not None
    plain = unescape(TAG.sub("", text)) if is_marked else text
    chars = len("".join(plain.split()))
    words = len(BEYOND_LATIN.findall(plain)) + plain.count(" ")
    is_text = words * LONGEST_WORD > chars and plain[:1] not in "{["
    if chars < LEAST_BODY or not is_text or SENTENCE.search(plain) is None:
        return None
    if not is_marked:
        text = "".join(f"<p>{escape(line, quote=False)}</p>" for line in text.splitlines())
    return Body(text, chars)


def times_of(holders: list[dict[str, Any]]) -> list[Stated]:
    """The best named time of publication."""
    for pattern in TIME_KEYS:
        for holder in holders:
            for name, value in holder.items():
                is_time = isinstance(value, str | int) and not isinstance(value, bool)
                text = str(value).strip() if is_time else ""
                if (
                    8 <= len(text) <= MAX_VALUE
                    and DIGITS.search(text)
                    and pattern.fullmatch(_plain(name))
                ):
                    return [Stated(raw=text, where=f"script:state.{str(name)[:MAX_NAME]}")]
    return []


def credits_of(holders: list[dict[str, Any]]) -> list[Stated]:
    """Source, authors and editors that are written in more than Latin letters: no login is."""
    stated: list[Stated] = []
    for role, pattern in CREDIT_KEYS:
        for holder in holders:
            for name, value in holder.items():
                names = _names(value) if pattern.fullmatch(_plain(name)) else []
                if names and not any(f":{role}:" in one.where for one in stated):
                    where = f"script:{role}:state.{str(name)[:MAX_NAME]}"
                    stated.append(Stated(raw="、".join(names), where=where))
    return stated


def origin_url_of(holders: list[dict[str, Any]]) -> str | None:
    """Where the article was taken from."""
    for holder in holders:
        for name, value in holder.items():
            is_named = isinstance(value, str) and ORIGIN_URL_KEY.fullmatch(_plain(name))
            if is_named and 8 <= len(value) <= MAX_URL and value.startswith("http"):
                return str(value)
    return None


def _names(value: Any) -> list[str]:
    if isinstance(value, list):
        return [name for part in value[:10] for name in _names(part)]
    if isinstance(value, dict):
        value = next((value[key] for key in NAME_KEYS if value.get(key)), None)
    if not isinstance(value, str) or len(value) > MAX_NAME or "<" in value or "://" in value:
        return []
    return [value.strip()] if BEYOND_LATIN.search(value) else []
