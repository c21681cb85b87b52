"""How ``/robots.txt`` may answer, and what RFC 9309 makes of it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from bench.hostile.site import Exchange, Site, answer

if TYPE_CHECKING:
    from collections.abc import Callable

RULES = "User-agent: *\nDisallow: /private/\n"


def silence(exchange: Exchange) -> None:
    time.sleep(6)
    exchange.connection.close()


def hops(site: Site, count: int) -> None:
    """``count`` redirects before the rules."""
    for number in range(count):
        path = "/robots.txt" if number == 0 else f"/hop{number}"
        site.routes[path] = answer(302, Location=f"/hop{number + 1}")
    site.routes["/robots.txt" if count == 0 else f"/hop{count}"] = answer(200, RULES)


# name: (how /robots.txt answers, is an unruled page fetched, is /private/ fetched)
TABLE: dict[str, tuple[Callable[[Site], None] | Callable[[Exchange], None], bool, bool]] = {
    "200": (answer(200, RULES), True, False),
    "200 html": (answer(200, "<!doctype html><p>404"), True, True),
    "200 with BOM": (answer(200, b"\xef\xbb\xbf" + RULES.encode()), True, False),
    "200 with GBK comment": (answer(200, "# 江西\n".encode("gbk") + RULES.encode()), True, False),
    "200 of 600 KiB": (answer(200, RULES + "# x\n" * 150_000), True, False),
    "204 empty": (answer(204), True, True),
    "401": (answer(401), True, True),
    "403": (answer(403), True, True),
    "404": (answer(404), True, True),
    "410": (answer(410), True, True),
    "429": (answer(429), False, False),
    "500": (answer(500), False, False),
    "503": (answer(503), False, False),
    "timeout": (silence, False, False),
    "reset": (Exchange.reset, False, False),
    "garbage": (lambda exchange: exchange.send(b"\x00\x01\x02\r\n\r\n"), False, False),
    "five redirects": (lambda site: hops(site, 5), True, False),
    "six redirects": (lambda site: hops(site, 6), True, True),
}
