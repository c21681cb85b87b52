"""What a broken or hostile server may answer: name → (route, kinds of failure that are right)."""

from __future__ import annotations

import gzip
import random
import time
import zlib
from typing import TYPE_CHECKING

import brotli
from scrapy.utils._compression import _unzstd  # noqa: F401 - zstd is there if this is

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.hostile.site import Exchange

OK = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
BIG = 64 * 1024 * 1024
GOOD = "<h1>好</h1><p>正文"
ODD_LINKS = ("file:///a/passwd", "data:text/html,/a/", "javascript:'/a/'", "ftp://127.0.0.1/a/")
"""Links no crawler may follow."""


def raw(head: str, body: bytes = b"", *, then_close: bool = True) -> Callable[[Exchange], None]:
    def route(exchange: Exchange) -> None:
        exchange.send(head.encode("latin-1") + b"\r\n" + body)
        if then_close:
            exchange.connection.close()

    return route


def packed(body: bytes, encoding: str) -> Callable[[Exchange], None]:
    return raw(OK + f"Content-Encoding: {encoding}\r\nContent-Length: {len(body)}\r\n", body)


def endless(exchange: Exchange) -> None:
    exchange.send(f"{OK}\r\n".encode())
    while True:
        exchange.send(b"<p>" + b"x" * 65536)


def drip_head(exchange: Exchange) -> None:
    for byte in f"{OK}X-Slow: {'x' * 1000}\r\n\r\n":
        exchange.send(byte.encode())
        time.sleep(0.3)


def drip_body(exchange: Exchange) -> None:
    exchange.send(f"{OK}Content-Length: 1000\r\n\r\n".encode())
    for _ in range(1000):
        exchange.send(b"x")
        time.sleep(0.3)


def hang(exchange: Exchange) -> None:
    time.sleep(30)
    exchange.connection.close()


def cut_and_reset(exchange: Exchange) -> None:
    exchange.send(f"{OK}Content-Length: 1000\r\n\r\n{GOOD}".encode())
    exchange.reset()


def redirect(location: str) -> Callable[[Exchange], None]:
    return lambda exchange: exchange.reply("", 302, {"Location": location})


def moved_by_page(location: str) -> Callable[[Exchange], None]:
    page = f'<meta http-equiv="refresh" content="0; url={location}"><p>x'
    return lambda exchange: exchange.reply(page)


def trap(exchange: Exchange) -> None:
    """A calendar, session ids, sort orders and a path that grows: for ever new list addresses."""
    path, _, _ = exchange.path.partition("?")
    number = int("".join(filter(str.isdigit, path)) or 0)
    exchange.reply(
        f"<a href=/calendar/{number + 1}>后一天</a><a href=/list;jsessionid={number + 1:016x}>x</a>"
        f"<a href=/list?page={number + 1}&sort=up>x</a><a href={path.rstrip('/')}/more/>x</a>"
        f"<a href=/a/{number % 20}.html>x</a>"
    )


def _noise(length: int) -> bytes:
    return random.Random(1).randbytes(length)


CASES: dict[str, tuple[Callable[[Exchange], None], set[str]]] = {
    "gzip bomb": (packed(gzip.compress(bytes(BIG), 1), "gzip"), {"too_large"}),
    "gzip bomb in gzip": (
        packed(gzip.compress(gzip.compress(bytes(BIG), 1), 1), "gzip, gzip"),
        {"too_large"},
    ),
    "deflate bomb": (packed(zlib.compress(bytes(BIG), 1), "deflate"), {"too_large"}),
    "brotli bomb": (packed(brotli.compress(bytes(BIG), quality=1), "br"), {"too_large"}),
    "broken gzip": (
        packed(gzip.compress(_noise(5000))[:2000] + b"xx", "gzip"),
        {"unreadable", "cut_short"},
    ),
    "endless body": (endless, {"too_large"}),
    "ten gigabytes announced": (raw(f"{OK}Content-Length: 10000000000\r\n"), {"too_large"}),
    "slow head": (drip_head, {"timeout"}),
    "slow body": (drip_body, {"timeout"}),
    "no answer": (hang, {"timeout"}),
    "short body": (raw(f"{OK}Content-Length: 1000\r\n", GOOD.encode()), {"cut_short"}),
    "chunks cut": (
        raw(f"{OK}Transfer-Encoding: chunked\r\n", b"5\r\n<h1>x\r\n"),
        {"cut_short", "reset"},
    ),
    "bad chunk size": (
        raw(f"{OK}Transfer-Encoding: chunked\r\n", b"zz\r\n<h1>x\r\n0\r\n\r\n"),
        {"cut_short", "reset"},
    ),
    "reset in the body": (cut_and_reset, {"cut_short", "reset"}),
    "closed without a word": (lambda exchange: exchange.connection.close(), {"reset"}),
    "garbage": (raw("\x00\x01\x02 no http\r\n"), {"reset"}),
    "status 999": (raw("HTTP/1.1 999 Denied\r\nContent-Length: 0\r\n"), {"http_999"}),
    "redirect loop": (redirect("?again"), {"redirect_loop"}),
    "redirect to a file": (redirect("file:///etc/passwd"), {"http_302"}),
    "redirect to data": (redirect("data:text/html,<h1>x"), {"http_302"}),
    "redirect to ftp": (redirect("ftp://127.0.0.1/x"), {"http_302"}),
    "redirect off site": (redirect("http://elsewhere.example/"), {"off_site"}),
    "redirect to another port": (redirect("http://127.0.0.1:22/"), {"off_site"}),
    "redirect with a password": (redirect("http://a:b@127.0.0.1/"), {"scheme", "off_site"}),
    "refresh off site": (moved_by_page("http://elsewhere.example/"), {"off_site"}),
    "100,000 header lines": (raw(OK + "X: y\r\n" * 100_000), {"", "reset", "too_large"}),
}
"""An empty kind: the page may also be read, as nothing in it is dangerous."""
