"""Is this answer a challenge: a page that asks something of its reader before it gives the other?

Captchas, logins, scripts that set a cookie, maintenance, consent, parking: neither the article nor
its absence. Judged by structure: what is left of the visible text beside what a wall says, against
scripts, forms and headings. Words alone decide only where nothing else is said. Pure; no page is
ever answered.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from archive.charset import decode
from crawler.extract.address_shapes import judge_address
from crawler.extract.drop_reasons import NOT_FOUND, bounded, drop_reason_of_text
from crawler.extract.page_facts import HOST, PageFacts, read_facts
from crawler.extract.site_names import names_site
from crawler.extract.wall_words import said_by, wall_of

if TYPE_CHECKING:
    from collections.abc import Mapping

REFUSALS = frozenset((401, 403, 405, 412, 418, 521))
"""Statuses that refuse the reader, not the page: a firewall's, whatever their page says."""
GONE = (404, 410)
MUCH_TEXT, MANY_STOPS = 3000, 8
"""Bytes beyond ASCII, and full stops: with more of either a page is no wall, unless its title is
one's or names the site."""
STOPS = ("。".encode(), b"\xa1\xa3")
"""The full stop in UTF-8, in GBK."""
BEYOND_ASCII = bytes(range(0x80, 0x100))
MOST_BYTES = 1024 * 1024
"""No wall is this large."""
TITLE = re.compile(rb"<title[^>]*>([^<]{0,400})", re.IGNORECASE)
TITLE_WITHIN = 20_000
NO_PAGE = (b"<?xml", b"<rss", b"<feed", b"<urlset", b"<sitemapindex", b"[")

LITTLE_TEXT, SHORT_TEXT, WALL_TEXT = 24, 40, 150
"""Letters: of all visible text beside a script, beside a form or a wall's sentence, under a wall's
title; up to which these make the page."""
CONSENT_TEXT = 500
"""The same for a consent wall, which is wordy."""
NOTHING = 12
"""Letters beside a demand that are no teaser."""
FEW_LISTED = 5
"""Links as long as headlines that make a page a list."""
OWN_SCRIPT = re.compile(
    r"""acw_sc__v\d|__jsl_clearance|\$_ts\b|_\$[a-zA-Z0-9]{2}\b.{0,400}\beval\b|jschl|challenge-platform
    |_Incapsula_|__cf_chl|cf-challenge|yunsuo_session|security_session|WebShieldSession|wzws|safedog
    |_guard\b|guardok|waf_?(?:sc|token|cookie)|sec_?verify|captcha|geetest|TencentCaptcha|AliyunCaptcha
    |slidercaptcha|turnstile|x5secdata|_____tmd_____""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
"""Names that known firewalls give their scripts and cookies."""
COMES_BACK = re.compile(
    r"document\.cookie\s*=|location\.reload\(|location\s*=\s*(?:window\.)?location\b"
    r"|location(?:\.href)?\s*=\s*(?:document|window|self)\.(?:location|URL)"
    r"|\beval\(|String\.fromCharCode|\\x[0-9a-f]{2}\\x[0-9a-f]{2}|atob\("
)
"""A script that leaves a mark and asks for the same page, or hides what it does."""
REDIRECT = re.compile(
    r"location(?:\.href|\.replace\(|\.assign\()?\s*=?\s*\(?\s*[\"']([^\"']{0,500})"
)
MISSING = re.compile(
    "不存在|删除|下线|找不到|未找到|失效|走丢|移除|发布者|404|410|not found", re.IGNORECASE
)
"""That a page is gone, not that it is refused."""
HEADER_SIGNS = (
    ("cf-mitigated", "challenge"),
    ("server", "safedog"),
    ("server", "yunsuo"),
    ("server", "jiasule"),
    ("server", "waf"),
    ("x-powered-by", "waf"),
    ("set-cookie", "__jsl_clearance"),
    ("set-cookie", "acw_sc__v"),
    ("set-cookie", "yunsuo_session_verify"),
)


def challenge_sign(
    body: bytes,
    *,
    url: str,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    content_type: str | None = None,
    is_list: bool = False,
) -> str | None:
    """The sign by which an answer is a challenge, one short word for logs and counts; else None.

    ``body`` is decompressed; ``headers`` by lower-case name. A refusal whose page shows no sign of
    its own is ``refused``. Server errors are challenges by their markup or headers, never by words:
    an overloaded server is only that. ``is_list``: what has a site's links around a script may be a
    list that its platform reads from there. Never raises for any bytes.
    """
    if status in GONE or 300 <= status < 400:
        return None
    sign = _sign_of_page(body, url, content_type, is_error=status >= 500, is_list=is_list)
    if (
        sign is None
        and (status >= 400 or len(body) < MUCH_TEXT)
        and _has_header_sign(headers or {})
    ):
        sign = "firewall_header" if status >= 400 or not body.strip() else None
    if sign is None and status in REFUSALS:
        return "refused"
    return sign


def _has_header_sign(headers: Mapping[str, str]) -> bool:
    return any(value in headers.get(name, "").lower() for name, value in HEADER_SIGNS)


@lru_cache(maxsize=2)  # a page is judged as it comes in, and once more when it is read
def _sign_of_page(
    body: bytes, url: str, content_type: str | None, *, is_error: bool, is_list: bool
) -> str | None:
    if not _may_be_wall(body, content_type):
        return None
    decoded = decode(body, content_type)
    if "<" not in decoded.text:
        return None if is_error else _sign_of_plain_text(decoded.text)
    if drop_reason_of_text(decoded, body):
        return None
    page = read_facts(bounded(decoded.text))
    said = NOT_FOUND.search("\n".join((page.title or "", *page.wall_sentences)))
    if said and MISSING.search(said[0]):
        return None
    sign = _script_sign(page, url, is_list=is_list) or _form_sign(page)
    if sign or is_error:
        return sign
    sign = _words_sign(page)
    return None if sign == "script" and _hands_on(page, url) else sign


def _may_be_wall(body: bytes, content_type: str | None) -> bool:
    """False for most pages, at the cost of a few searches through their bytes."""
    head = body[:200].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if not head or len(body) > MOST_BYTES:
        return False
    if head.startswith(NO_PAGE) and b"<html" not in body[:2000].lower():
        return False
    if not _has_stops(body) and len(body) - len(body.translate(None, BEYOND_ASCII)) < MUCH_TEXT:
        return True
    found = TITLE.search(body[:TITLE_WITHIN])
    title = decode(found[1], content_type).text.strip() if found else ""
    return wall_of(title) is not None or names_site(title)


def _has_stops(body: bytes) -> bool:
    """Whether there are many; of an ordinary page its beginning tells."""
    for stop in STOPS:
        at = -1
        for _ in range(MANY_STOPS):
            if (at := body.find(stop, at + 1)) < 0:
                break
        else:
            return True
    return False


def _sign_of_plain_text(text: str) -> str | None:
    """A line of text, or JSON that holds no list, in place of a page."""
    text = text.strip()
    is_list = "[{" in "".join(text[:WALL_TEXT].split())
    if len(text) > MUCH_TEXT or is_list:
        return None
    if OWN_SCRIPT.search(text):
        return "challenge_script"
    return said_by((text,)) if len(text) <= WALL_TEXT else None


def _script_sign(page: PageFacts, url: str, *, is_list: bool) -> str | None:
    """A script, or a refresh, and hardly any text: what a browser would do is all there is."""
    says_little = page.other_chars < SHORT_TEXT and page.text_chars < WALL_TEXT
    if not says_little or page.has_headline or page.is_dated or page.listed_count >= FEW_LISTED:
        return None
    if page.refresh is not None and _is_itself(page.refresh, url):
        return "refresh_to_itself"
    script = page.script_text
    if OWN_SCRIPT.search(script):
        return "challenge_script"
    if not page.script_count or page.script_wide_chars > SHORT_TEXT:
        return None  # its text may lie in the script
    comes_back = COMES_BACK.search(script) is not None
    if (target := REDIRECT.search(script)) and not comes_back:
        return "script_to_itself" if _is_itself(target[1], url) else None
    is_bare = page.text_chars < LITTLE_TEXT and not page.media_count and not page.frame_count
    is_bare = is_bare and not (is_list and page.link_count)
    hides = comes_back and not page.media_count  # beside pictures any page may set a cookie
    return "script_without_text" if is_bare or hides else None


def _form_sign(page: PageFacts) -> str | None:
    """A captcha or a login is what the page is there for."""
    if not (page.captcha_count or page.password_count):
        return None
    sign = "login_form" if page.password_count else "captcha"
    if page.other_chars < NOTHING and page.demands and not page.media_count:
        return sign
    if page.is_dated:
        return None
    if page.wall is not None and page.other_chars < WALL_TEXT:
        return sign
    says_nothing = page.other_chars < SHORT_TEXT and not page.media_count
    is_bare = says_nothing and not page.has_headline and page.listed_count < FEW_LISTED
    if sign == "captcha" and page.other_chars and not page.wall_sentences:
        return None  # of a search or comment form: the page says something, and asks nothing
    return sign if is_bare else None


def _words_sign(page: PageFacts) -> str | None:
    """A title that is a wall's, over little else; or a wall's sentences and nothing else at all."""
    kind = page.wall or said_by(page.wall_sentences)
    if kind is None:
        is_host = page.title is not None and HOST.fullmatch(page.title) is not None
        return "parking" if is_host and page.text_chars < SHORT_TEXT else None
    if page.demands and page.other_chars < NOTHING and not page.media_count:
        return kind
    if page.is_dated:
        return None
    if page.wall is not None:
        return (
            kind if page.other_chars < (CONSENT_TEXT if kind == "consent" else WALL_TEXT) else None
        )
    is_something = page.has_headline or page.listed_count >= FEW_LISTED
    return kind if page.other_chars < NOTHING and not is_something else None


def _hands_on(page: PageFacts, url: str) -> bool:
    """Whether a page that only says 跳转 leads to an article: a stub of it, which asks nothing."""
    target = REDIRECT.search(page.script_text)
    there = urljoin(url, page.refresh or (target[1].strip() if target else ""))
    return not _is_itself(there, url) and judge_address(there).kind == "article"


def _is_itself(target: str, url: str) -> bool:
    """True if an address leads to the page it stands on, whatever is put behind it."""
    there, here = urlsplit(urljoin(url, target.strip())), urlsplit(url)
    return (there.netloc, there.path) == (here.netloc, here.path)
