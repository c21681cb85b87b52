"""A small news site with a life: it publishes, edits and removes, and now and then it is unwell.

Its clock is the true one of a history, told in every ``Date`` header; the crawler's may be wrong.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from email.utils import format_datetime
from typing import TYPE_CHECKING

from storage.clock import beijing_day

if TYPE_CHECKING:
    from datetime import date, datetime, timedelta

    from bench.hostile.site import Exchange, Site

PER_PAGE = 6
WORDS = (
    *("全市", "主攻工业", "项目", "会议", "强调", "推进", "高质量", "发展", "南康", "章贡", "招商"),
    *("标准厂房", "开工", "企业", "家具", "产业", "集群", "乡村", "振兴", "干部", "春耕", "脐橙"),
)
LOGIN = "<title>会员登录</title><h1>会员登录</h1><p>请登录后查看全文，输入您的账号。</p>"
CHALLENGE = (
    "<title>安全检查</title><h1>请稍候片刻</h1><div class=article>"
    + "<p>为保障访问安全，系统正在核对您的浏览器，请开启脚本并耐心等待几秒钟之后再试一次。</p>" * 4
    + "</div>"
)
REFUSALS = (403, 405, 412, 429, 521, 500, 502, 503)
TROUBLES = (
    *("robots", "lists", "reset", "login", "challenge", "cut", "partial", "missing"),
    *(f"status {status}" for status in REFUSALS),
)
"""What may be wrong with a site, besides nothing."""


@dataclass
class SiteArticle:
    number: int
    day: date
    version: int = 0
    is_listed: bool = True
    exists: bool = True
    was_missing: bool = False
    """Answered 404 or 410 at least once: only then may it be given up."""

    @property
    def path(self) -> str:
        return f"/a/{self.number}.html"

    @property
    def headline(self) -> str:
        chance = random.Random(self.number)
        return "".join(chance.choice(WORDS) for _ in range(5)) + f"第{self.number}号"

    def page(self) -> str:
        chance = random.Random(self.number * 1000 + self.version)
        body = "".join(
            f"<p>　　{''.join(chance.choice(WORDS) for _ in range(24))}。</p>" for _ in range(3)
        )
        return (
            f"<!doctype html><html><head><title>{self.headline}</title></head><body>"
            f"<h1>{self.headline}</h1><div>{self.day} 08:00　来源：测试新闻网</div>"
            f"<div class=article>{body}<p>　　第{self.number}号消息完。</p></div></body></html>"
        )


@dataclass
class LivingSite:
    """The site's state; ``trouble`` holds for whole crawls, for a share of the articles."""

    now: datetime
    """The true time, UTC."""
    articles: list[SiteArticle] = field(default_factory=list)
    trouble: str | None = None
    share: float = 1.0

    def publish(self, count: int) -> None:
        for _ in range(count):
            self.articles.append(SiteArticle(len(self.articles), beijing_day(self.now)))

    def listed(self) -> list[SiteArticle]:
        """Newest first, as its lists have them."""
        return [article for article in reversed(self.articles) if article.is_listed]

    def is_struck(self, article: SiteArticle) -> bool:
        return random.Random(f"{self.trouble}{article.number}").random() < self.share

    def serve(self, site: Site) -> None:
        """Have ``site`` answer for this one."""
        site.routes.clear()
        site.fallback = self.answer

    def answer(self, exchange: Exchange) -> None:
        path = exchange.path.partition("?")[0]
        if path == "/robots.txt":
            self._reply(exchange, "", 503 if self.trouble == "robots" else 404)
        elif path.startswith("/a/"):
            number = int(path.removeprefix("/a/").removesuffix(".html"))
            self._article(exchange, self.articles[number])
        elif self.trouble == "lists":
            self._reply(exchange, "busy", 503)
        else:
            self._list(exchange, int(path.removeprefix("/list/").removesuffix(".html") or 0))

    def _list(self, exchange: Exchange, number: int) -> None:
        listed = self.listed()
        shown = listed[number * PER_PAGE : (number + 1) * PER_PAGE]
        entries = "".join(
            f"<li><a href={article.path}>{article.headline}</a><span>{article.day}</span></li>"
            for article in shown
        )
        has_more = (number + 1) * PER_PAGE < len(listed)
        following = f"<a href=/list/{number + 1}.html>下一页</a>" if has_more else ""
        last = max(0, (len(listed) - 1) // PER_PAGE)
        count = f"共{len(listed)}条 共{last + 1}页 <a href=/list/{last}.html>尾页</a>"
        pager = f"<div>{count} {following}</div>"
        page = f"<!doctype html><html><body><ul class=list>{entries}</ul>{pager}</body></html>"
        self._reply(exchange, page)

    def _article(self, exchange: Exchange, article: SiteArticle) -> None:
        trouble = self.trouble if self.is_struck(article) else None
        if not article.exists or trouble == "missing":
            article.was_missing = True
            self._reply(exchange, "gone", 410 if article.number % 2 else 404)
        elif trouble == "reset":
            exchange.reset()
        elif trouble in ("login", "challenge"):
            self._reply(exchange, LOGIN if trouble == "login" else CHALLENGE)
        elif trouble == "cut":
            whole = article.page().encode()
            half = whole[: len(whole) * 2 // 3]
            head = f"HTTP/1.1 200 X\r\nContent-Type: text/html; charset=utf-8\r\n{self._date()}"
            exchange.send(f"{head}\r\nConnection: close\r\n\r\n".encode() + half)
            exchange.connection.close()
        elif trouble == "partial":
            page = article.page()
            self._reply(exchange, page[: len(page) * 2 // 3], 206)
        elif trouble and trouble.startswith("status "):
            self._reply(exchange, "<h1>系统繁忙</h1>", int(trouble.removeprefix("status ")))
        else:
            self._reply(exchange, article.page())

    def _reply(self, exchange: Exchange, body: str, status: int = 200) -> None:
        name, _, value = self._date().partition(": ")
        exchange.reply(body, status, {name: value})

    def _date(self) -> str:
        return f"Date: {format_datetime(self.now, usegmt=True)}"

    def wait(self, time: timedelta) -> None:
        self.now += time
