# ruff: noqa: E501 - markup and sentences are kept on one line
"""Faults on top of an honest newsroom: each answer as the ordered fault spoils it."""

from __future__ import annotations

import re
import threading
import time
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from newsroom.channels import BY_HOST
from newsroom.pages.frame import Page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsroom.faults import Fault
    from newsroom.newsroom import Newsroom


class FaultInjector:
    """Counts requests per channel and address, so that ``every Nth`` and ``the first`` mean something."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self._lock = threading.Lock()

    def count(self, key: str) -> int:
        with self._lock:
            self.counts[key] += 1
            return self.counts[key]

    def respond(self, newsroom: Newsroom, url: str, headers: Mapping[str, str]) -> Page | None:
        """The answer to send; None to close the connection without a byte."""
        parts = urlsplit(url)
        channel = BY_HOST.get((parts.hostname or "").lower())
        if channel is None:
            return newsroom.respond(url, headers)
        name, path = channel.name, parts.path
        faults = {one.kind: one for one in newsroom.faults if one.channel == name}
        nth = self.count(name)
        if "dead" in faults:
            return None
        if "slow" in faults:
            time.sleep(faults["slow"].number(2))
        if path == "/robots.txt":
            return robots(newsroom, url, faults)
        if "ratelimit" in faults and nth % int(faults["ratelimit"].number(5)) == 0:
            return Page(b"too many requests", "text/plain", 429, {"Retry-After": "1"})
        if "calendar" in faults and path.startswith("/calendar/"):
            return calendar_page(path)
        is_article = is_article_path(newsroom, name, path)
        early = self.refuse(faults, url, path, is_article=is_article)
        if early is not None:
            return early
        made = newsroom.respond(url, headers)
        if made.status != 200 or made.content_type.startswith("image/"):
            return made
        return (
            spoil_article(made, faults, newsroom, path)
            if is_article
            else spoil_list(made, faults, nth)
        )

    def refuse(
        self, faults: dict[str, Fault], url: str, path: str, *, is_article: bool
    ) -> Page | None:
        """Answers that never look at the page itself."""
        if (fault := faults.get("http500")) and (not fault.argument or is_article):
            every = int(fault.number(1))
            if self.count("500" + path) and hash_of(path) % every == 0:
                return Page(b"internal server error", "text/plain", 500)
        if not is_article:
            return None
        if "flaky" in faults and self.count("flaky" + path) == 1:
            return Page(b"try again", "text/plain", 503)
        if "redirectloop" in faults:
            rounds = url.count("r=") + 1
            return Page(
                b"", "text/plain", 302, {"Location": f"{url}{'&' if '?' in url else '?'}r={rounds}"}
            )
        if "challenge" in faults:
            return Page("<html><head><title>请稍候</title><script>document.cookie='ok=1';location.reload();</script></head><body>正在验证浏览器</body></html>".encode(), "text/html; charset=utf-8")  # fmt: skip
        return None


def hash_of(path: str) -> int:
    return sum(path.encode())


def robots(newsroom: Newsroom, url: str, faults: dict[str, Fault]) -> Page:
    if "robots503" in faults:
        return Page(b"unavailable", "text/plain", 503)
    if "robots404" in faults:
        return Page(b"not found", "text/plain", 404)
    if "robotsdeny" in faults:
        return Page(b"User-agent: *\nDisallow: /\n", "text/plain")
    return newsroom.respond(url)


def is_article_path(newsroom: Newsroom, channel: str, path: str) -> bool:
    bare = re.sub(r";jsessionid=[0-9A-F]+", "", path).removeprefix("/BIG5")
    if bare in newsroom.view(channel).by_path:
        return True
    return (
        re.sub(r"(?:-2(?=\.html)|_1(?=\.shtml))", lambda m: "_0" if m[0] == "_1" else "", bare)
        in newsroom.view(channel).by_path
    )


def spoil_article(made: Page, faults: dict[str, Fault], newsroom: Newsroom, path: str) -> Page:
    if (fault := faults.get("gone")) and newsroom.until >= fault.day and hash_of(path) % 2:
        return Page(
            "<html><body>该文章已删除</body></html>".encode(), "text/html; charset=utf-8", 410
        )
    if "moved" in faults:
        made = replace(made, body=moved(made.body), headers={})
    if "encodinglie" in faults:
        made.content_type = "text/html; charset=utf-8"
    if "truncated" in faults:
        made.headers["X-Cut"] = "half"
    if "huge" in faults:
        made.headers["X-Filler"] = "1024"
    return made


def moved(body: bytes) -> bytes:
    """Every id and class gets another name, headings become div: no known selector fits."""
    body = re.sub(rb'\b(id|class|itemprop|name)="([^"]*)"', rb'\1="v2-\2"', body)
    body = re.sub(rb"var allData\b", rb"var pageState", body)
    return re.sub(rb"<(/?)(?:h1|founder-[a-z]+|article)\b", rb"<\1div", body)


def spoil_list(made: Page, faults: dict[str, Fault], nth: int) -> Page:
    if "empty" in faults:
        body = re.sub(rb"(?s)<(li|item|entry|url|sitemap)\b.*?</\1>", b"", made.body)
        made = replace(made, body=re.sub(rb'(?s)"list": \[.*?\]', b'"list": []', body), headers={})
    if "jsessionid" in faults:
        mark = f";jsessionid={nth * 2_654_435_761 % 16**8:08X}".encode()
        body = re.sub(rb'(href="[^"?#]*?\.s?html?)"', rb"\1" + mark + rb'"', made.body)
        made = replace(made, body=body, headers={})
    if "calendar" in faults and b"</body>" in made.body:
        made = replace(
            made,
            body=made.body.replace(
                b"</body>", b'<a href="/calendar/2019/03/11/index.html">next</a></body>'
            ),
            headers={},
        )
    if "encodinglie" in faults and made.content_type.startswith("text/html"):
        made.content_type = "text/html; charset=utf-8"
    return made


def calendar_page(path: str) -> Page:
    """A day without news that links the day before, the day after, and both years."""
    found = re.match(r"/calendar/(\d{4})/(\d\d)/(\d\d)/", path)
    try:
        day = date(*map(int, found.groups())) if found else date(2019, 3, 11)
        near = [day + timedelta(days=step) for step in (-1, 1, -365, 365)]
    except (ValueError, OverflowError):
        near = []
    links = "".join(
        f'<li><a href="/calendar/{one:%Y/%m/%d}/index.html">{one}</a></li>' for one in near
    )
    return Page(
        f'<html><head><meta charset="utf-8"></head><body><ul class="news-list">{links}</ul></body></html>'.encode()
    )
