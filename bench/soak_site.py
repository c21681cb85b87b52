"""A small news site that lives through years: articles a day, edits, removals, outages."""

from __future__ import annotations

import random
import zlib
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bench.local_site import WORDS

if TYPE_CHECKING:
    from bench.hostile.site import Exchange

FIRST_DAY = date(2024, 1, 1)
PER_DAY = 3
LISTED_DAYS = 10
"""Articles older than that stand on no list any more, as on real portals."""
HEAD = "第{number}号：全市主攻工业推进会召开"


@dataclass
class SoakSite:
    """What the site shows on ``day``. Given to a ``Site`` as its fallback route."""

    day: int = 0
    is_down: bool = False
    is_robots_down: bool = False
    edits: dict[int, int] = field(default_factory=dict)
    removed: set[int] = field(default_factory=set)

    def __call__(self, exchange: Exchange) -> None:
        path = exchange.path.partition("?")[0]
        if self.is_down or (self.is_robots_down and path == "/robots.txt"):
            exchange.reply("down", 503)
        elif path == "/":
            exchange.reply(self._list())
        elif path.startswith("/a/") and (number := _number(path)) in self.published():
            self._article(exchange, number)
        else:
            exchange.reply("not here", 404)

    def published(self) -> set[int]:
        return set(range((self.day + 1) * PER_DAY)) - self.removed

    def listed(self) -> list[int]:
        """Newest first."""
        oldest = max(0, self.day + 1 - LISTED_DAYS) * PER_DAY
        return [
            n for n in range((self.day + 1) * PER_DAY - 1, oldest - 1, -1) if n in self.published()
        ]

    def _list(self) -> str:
        rows = "".join(
            f"<li><a href=/a/{n}.html>{HEAD.format(number=n)}</a><span>{day_of(n)}</span></li>"
            for n in self.listed()
        )
        return (
            f"<meta charset=utf-8><title>要闻_测试新闻网</title><ul class=list>{rows}</ul></html>"
        )

    def _article(self, exchange: Exchange, number: int) -> None:
        version = self.edits.get(number, 0)
        etag = f'"{number}-{version}"'
        if exchange.headers.get("if-none-match") == etag:
            exchange.reply(status=304)
            return
        exchange.reply(page(number, version), headers={"ETag": etag})


def page(number: int, version: int) -> str:
    rng = random.Random(zlib.crc32(f"{number}".encode()))
    body = "".join(
        f"<p>　　{''.join(rng.choice(WORDS) for _ in range(40))}。</p>" for _ in range(6)
    )
    changed = f"<p>　　更正：第{version}次。</p>" if version else ""
    head = HEAD.format(number=number)
    return (
        f"<!doctype html><html><head><meta charset=utf-8><title>{head}_测试新闻网</title></head>"
        f"<body><h1>{head}</h1><div class=info>{day_of(number)} 08:00　来源：测试新闻网</div>"
        f"<div id=content>{body}{changed}<p>　　第{number}号消息完。</p></div></body></html>"
    )


def day_of(number: int) -> date:
    return FIRST_DAY + timedelta(days=number // PER_DAY)


def _number(path: str) -> int:
    name = path.removeprefix("/a/").removesuffix(".html")
    return int(name) if name.isdigit() else -1
