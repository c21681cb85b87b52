# ruff: noqa: E501 - markup and sentences are kept on one line
"""The newsroom without sockets: an address in, status, headers and bytes out."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import UTC, date, datetime, time
from email.utils import format_datetime, parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from newsroom.channels import BY_HOST, BY_NAME
from newsroom.edition import SEED, as_of, back_issues, edition, is_gone, paths
from newsroom.grammar import UNTIL
from newsroom.pages import (
    chinanews,
    enorth,
    feeds,
    founder,
    ifeng,
    json_list,
    people,
    sitemap,
    static_list,
    trs,
    xinhua,
)  # fmt: skip
from newsroom.pages.frame import Page, View, link_list
from newsroom.seedpage import render as render_seed
from storage.clock import BEIJING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from newsroom.facts import NewsArticle
    from newsroom.faults import Fault

SITES: dict[str, Callable[[str, View], Page | None]] = {
    "sample_ifeng": ifeng.respond, "sample_enorth": enorth.respond, "sample_people": people.respond,
    "sample_trs": trs.respond, "sample_rss": feeds.respond, "sample_founder": founder.respond,
    "sample_xinhua": xinhua.respond, "sample_chinanews": chinanews.respond, "sample_json": json_list.respond,
    "sample_sitemap": sitemap.respond, "sample_static": static_list.respond,
}  # fmt: skip
ROBOTS = "User-agent: *\nDisallow: /search\nDisallow: /admin/\nDisallow: /calendar.htm\n"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


class Newsroom:
    """All channels on one day (``until``): nothing later exists yet.

    ``respond(url, headers)`` is what the server serves; tests may call it without a socket.
    """

    def __init__(
        self, *, until: date = UNTIL, articles: int | None = None, seed: int = SEED, years: int = 0,
        faults: Iterable[Fault] = (),
    ) -> None:  # fmt: skip
        self.until = until
        self.articles, self.seed_number = articles, seed
        self.edition = edition(articles, seed)
        self.faults = tuple(faults)
        self.years = years
        self.requests: dict[str, int] = {}
        self._views: dict[str, View] = {}

    def fault(self, channel: str, kind: str) -> Fault | None:
        return next(
            (one for one in self.faults if one.channel == channel and one.kind == kind), None
        )

    def view(self, channel: str) -> View:
        """What the channel shows today, newest first. Withdrawn articles leave the lists."""
        if channel not in self._views:
            shown = [self.printed(one) for one in self.stock(channel)]
            by_day: dict[date, list[NewsArticle]] = {}
            for one in shown:
                by_day.setdefault(one.published.date(), []).append(one)
            self._views[channel] = View(shown, paths(shown), self.until, by_day, sorted(by_day))
        return self._views[channel]

    def stock(self, channel: str) -> list[NewsArticle]:
        silent = self.fault(channel, "silent")
        last = min(self.until, silent.day) if silent else self.until
        stock: Iterable[NewsArticle] = self.edition.by_channel[channel]
        if channel == "sample_founder" and self.years:
            stock = (*back_issues(self.years), *stock)
        shown = [
            one for one in stock if one.published.date() <= last and not is_gone(one, self.until)
        ]
        return shown[::-1]

    def printed(self, article: NewsArticle) -> NewsArticle:
        """The article as its page reads today, edited if so ordered."""
        article = as_of(article, self.until)
        if self.edited_on(article) is None:
            return article
        first = article.paragraphs[0].replace("。", "（更新）。", 1)
        return replace(article, paragraphs=[first, *article.paragraphs[1:]])

    def edited_on(self, article: NewsArticle) -> date | None:
        edits = self.fault(article.channel, "edits")
        return edits.day if edits and self.until >= edits.day and article.serial % 2 else None

    def respond(self, url: str, headers: Mapping[str, str] | None = None) -> Page:
        """Answer a GET of ``url`` (absolute); ``headers`` in lower case. Unknown host: 502."""
        parts = urlsplit(url)
        channel = BY_HOST.get((parts.hostname or "").lower())
        if channel is None:
            return Page(b"unknown host\n", "text/plain", 502)
        path = parts.path or "/"
        if path == "/robots.txt":
            return self.robots(channel.name)
        path = re.sub(r";jsessionid=[0-9A-F]+", "", path)
        if path.endswith((".jpg", ".png", ".webp", ".gif")):
            return Page(PIXEL, "image/png")
        view = replace(self.view(channel.name), query=dict(parse_qsl(parts.query)))
        made = (
            self.withdrawn(channel.name, path)
            or self.seed(view, path)
            or SITES[channel.name](path, view)
        )
        if made is None:
            return Page(
                "<html><body><h1>404</h1>您访问的页面不存在</body></html>".encode(),
                "text/html; charset=utf-8",
                404,
            )
        self.date(made, view.by_path.get(path), headers or {})
        return made

    def robots(self, channel: str) -> Page:
        host = BY_NAME[channel].host
        extra = f"Sitemap: http://{host}/sitemap_index.xml\n" if channel == "sample_sitemap" else ""
        return Page((ROBOTS + extra).encode(), "text/plain; charset=utf-8")

    def withdrawn(self, channel: str, path: str) -> Page | None:
        for one in self.edition.by_channel[channel]:
            if one.url.endswith(path) and is_gone(one, self.until):
                return Page(
                    "<html><body>该文章已撤下</body></html>".encode(),
                    "text/html; charset=utf-8",
                    410,
                )
        return None

    def seed(self, view: View, path: str) -> Page | None:
        article = view.by_path.get(path)
        if article is None or article.story != "seed":
            return None
        return ifeng.page(render_seed(article, link_list(view.neighbours(article, 5))))

    def date(self, made: Page, article: NewsArticle | None, headers: Mapping[str, str]) -> None:
        """Set ETag and Last-Modified; turn the answer into a 304 if the visitor has it."""
        tag = f'"{hashlib.blake2b(made.body, digest_size=8).hexdigest()}"'
        modified = datetime.combine(self.until, time(23, 0), BEIJING)
        if article is not None:
            modified = article.published
            changes = [one.on for one in article.revisions if one.on <= self.until]
            changes += filter(None, [self.edited_on(article)])
            if changes:
                modified = datetime.combine(max(changes), time(9, 0), BEIJING)
        modified = modified.astimezone(UTC).replace(microsecond=0)
        made.headers |= {"ETag": tag, "Last-Modified": format_datetime(modified, usegmt=True)}
        if "if-none-match" in headers:
            fresh = tag in headers["if-none-match"]
        else:
            fresh = is_since(headers.get("if-modified-since"), modified)
        if fresh and made.status == 200:
            made.status, made.body = 304, b""


def is_since(stated: str | None, modified: datetime) -> bool:
    if not stated:
        return False
    try:
        return parsedate_to_datetime(stated) >= modified
    except (TypeError, ValueError):
        return False
