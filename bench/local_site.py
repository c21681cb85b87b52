"""A fast news site on loopback for benches: lists of 50 links, article pages of a chosen size.

``python -m bench.local_site --articles 1000 --kilobytes 100`` prints one JSON line and serves until
it is stopped. Pages are the same on every run. Raw asyncio: the server is not what is measured.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import subprocess
import sys
from contextlib import contextmanager
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PER_LIST = 50
FIRST_DAY = date(2019, 1, 1)
WORDS = (
    *("全市", "主攻工业", "项目", "会议", "强调", "推进", "高质量", "发展", "赣州", "南康", "章贡"),
    *("标准厂房", "开工", "企业", "招商", "引资", "家具", "产业", "集群", "乡村", "振兴", "干部"),
    *("群众", "春耕", "生产", "脐橙", "种植", "稀土", "新能源", "汽车", "科技", "建设", "改革"),
)


class Pages:
    """Rendered once: navigation as heavy as real portals', a body that differs per article."""

    def __init__(self, articles: int, kilobytes: int) -> None:
        self.articles = articles
        rng = random.Random(1)
        side = "".join(
            f'<li><a href="/a/{rng.randrange(articles)}.html" title="{_sentence(rng, 5)}">'
            f"{_sentence(rng, 5)}</a><span>02-{rng.randrange(1, 29):02}</span></li>"
            for _ in range(200 if kilobytes >= 50 else 10)
        )
        self._body = "".join(f"<p>　　{_sentence(rng, 40)}。</p>" for _ in range(16))
        links = f"<ul class=nav>{side}</ul>"
        # Like real portals: a third links, the rest of the weight inline script.
        missing = max(0, kilobytes * 1024 - len((links + self._body).encode()) - 600)
        script = ",".join(str(rng.randrange(10**6)) for _ in range(missing // 7))
        self._foot = f"{links}<script>var data=[{script}];</script>".encode()

    def get(self, path: str) -> bytes | None:
        kind, _, name = path.strip("/").partition("/")
        number = int(name.removesuffix(".html")) if name.removesuffix(".html").isdigit() else -1
        if kind == "a" and 0 <= number < self.articles:
            return self._article(number)
        if kind == "list" and 0 <= number * PER_LIST < self.articles:
            return self._list(number)
        return None

    def _article(self, number: int) -> bytes:
        day = FIRST_DAY + timedelta(days=number // PER_LIST)
        return (
            (
                "<!doctype html><html><head><meta charset=utf-8>"
                f"<title>第{number}号：全市主攻工业推进会召开_测试新闻网</title></head><body>"
                f"<h1>第{number}号：全市主攻工业推进会召开</h1>"
                f"<div class=info>{day} 08:00　来源：测试新闻网</div>"
                f"<div class=article id=content>{self._body}<p>　　第{number}号消息完。</p></div>"
            ).encode()
            + self._foot
            + b"</body></html>"
        )

    def _list(self, number: int) -> bytes:
        first = number * PER_LIST
        links = "".join(
            f"<li><a href=/a/{n}.html>第{n}号：全市主攻工业推进会召开</a><span>"
            f"{FIRST_DAY + timedelta(days=n // PER_LIST)}</span></li>"
            for n in range(first, min(first + PER_LIST, self.articles))
        )
        following = (
            f"<a href=/list/{number + 1}.html>下一页</a>"
            if first + PER_LIST < self.articles
            else ""
        )
        return f"<meta charset=utf-8><ul class=list>{links}</ul>{following}".encode()


class Server(asyncio.Protocol):
    """Keep-alive HTTP/1.1, pipelining included; answers each request after ``latency`` seconds."""

    def __init__(self, pages: Pages, latency: float) -> None:
        self._pages = pages
        self._latency = latency
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while b"\r\n\r\n" in self._buffer:
            head, _, self._buffer = self._buffer.partition(b"\r\n\r\n")
            path = head.split(b" ", 2)[1].decode("latin-1")
            if self._latency:
                asyncio.get_running_loop().call_later(self._latency, self._answer, path)
            else:
                self._answer(path)

    def _answer(self, path: str) -> None:
        body = self._pages.get(path)
        status = b"200 OK" if body is not None else b"404 Not Found"
        body = body or b""
        self._transport.write(  # type: ignore[attr-defined]
            b"HTTP/1.1 %s\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n"
            % (status, len(body))
            + body
        )


@contextmanager
def serving(
    *, articles: int, kilobytes: int = 100, latency: float = 0.0, core: int | None = None
) -> Iterator[str]:
    """Base address of a site in a process of its own, on ``core`` if one is named."""
    pinned = ["taskset", "-c", str(core)] if core is not None else []
    process = subprocess.Popen(
        [
            *(*pinned, sys.executable, "-m", "bench.local_site"),
            *("--articles", str(articles), "--kilobytes", str(kilobytes)),
            *("--latency", str(latency)),
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        yield str(json.loads(process.stdout.readline())["site"])
    finally:
        process.terminate()
        process.wait()


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--kilobytes", type=int, default=100)
    parser.add_argument("--latency", type=float, default=0.0)
    options = parser.parse_args()
    pages = Pages(options.articles, options.kilobytes)
    server = await asyncio.get_running_loop().create_server(
        lambda: Server(pages, options.latency), "127.0.0.1", 0
    )
    port = server.sockets[0].getsockname()[1]
    print(json.dumps({"site": f"http://127.0.0.1:{port}"}), flush=True)
    await server.serve_forever()


def _sentence(rng: random.Random, words: int) -> str:
    return "".join(rng.choice(WORDS) for _ in range(words))


if __name__ == "__main__":
    asyncio.run(main())
