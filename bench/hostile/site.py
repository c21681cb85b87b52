"""A server on loopback that can misbehave: raw sockets, so that it may break every rule of HTTP.

It records each request with its time and how many were being answered at once, which is how
politeness is measured: at the server.
"""

from __future__ import annotations

import socket
import struct
import threading
import time
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable
    from types import TracebackType


@dataclass
class Visit:
    """One request as the server saw it."""

    path: str
    headers: dict[str, str]
    started: float
    ended: float = 0.0
    at_once: int = 1


@dataclass
class Exchange:
    """What a route gets: the request, and the socket to do with as it likes."""

    path: str
    headers: dict[str, str]
    connection: socket.socket

    def send(self, data: bytes) -> None:
        self.connection.sendall(data)

    def reply(
        self,
        body: bytes | str = b"",
        status: int = 200,
        headers: dict[str, str] | None = None,
        content_type: str = "text/html; charset=utf-8",
    ) -> None:
        body = body.encode() if isinstance(body, str) else body
        lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(body)}"]
        lines += [f"Content-Type: {content_type}"] if body else []
        lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
        self.send("\r\n".join([*lines, "", ""]).encode() + body)

    def reset(self) -> None:
        """RST instead of FIN."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()


Route = "Callable[[Exchange], None]"


@dataclass
class Site:
    """``with Site() as site: site.routes["/x"] = lambda exchange: exchange.reply("…")``."""

    routes: dict[str, Callable[[Exchange], None]] = field(default_factory=dict)
    fallback: Callable[[Exchange], None] = lambda exchange: exchange.reply("not here", 404)
    visits: list[Visit] = field(default_factory=list)
    host: str = "127.0.0.1"
    tls: ssl.SSLContext | None = None

    def __enter__(self) -> Site:
        self._lock = threading.Lock()
        self._active = 0
        if self.host == "::" and socket.has_dualstack_ipv6():
            self._listener = socket.create_server(
                ("::", 0), family=socket.AF_INET6, dualstack_ipv6=True
            )
        else:
            here = "0.0.0.0" if self.host == "::" else self.host
            self._listener = socket.create_server((here, 0), backlog=64)
        self.port = self._listener.getsockname()[1]
        self._connections: set[socket.socket] = set()
        self._is_open = True
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._is_open = False
        self._listener.close()
        for connection in list(self._connections):
            connection.close()

    @property
    def pair(self) -> str:
        return f"{self.host}:{self.port}"

    def url(self, path: str = "/") -> str:
        return f"{'https' if self.tls else 'http'}://{self.pair}{path}"

    def paths(self) -> list[str]:
        return [visit.path for visit in self.visits]

    def _accept(self) -> None:
        while self._is_open:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self._connections.add(connection)
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        buffer = b""
        try:
            if self.tls:
                connection = self.tls.wrap_socket(connection, server_side=True)
            while self._is_open:
                while b"\r\n\r\n" not in buffer:
                    if not (data := connection.recv(65536)):
                        return
                    buffer += data
                head, _, buffer = buffer.partition(b"\r\n\r\n")
                self._answer(connection, head.decode("latin-1"))
        except OSError:
            return
        finally:
            self._connections.discard(connection)
            connection.close()

    def _answer(self, connection: socket.socket, head: str) -> None:
        first, *lines = head.split("\r\n")
        path = first.split(" ")[1]
        if path.startswith("http://"):
            path = "/" + path.split("/", 3)[3]
        headers = {
            name.lower(): value.strip()
            for name, _, value in (line.partition(":") for line in lines)
        }
        with self._lock:
            self._active += 1
            visit = Visit(path, headers, time.time(), at_once=self._active)
            self.visits.append(visit)
        try:
            route = self.routes.get(path.partition("?")[0], self.fallback)
            route(Exchange(path, headers, connection))
        finally:
            visit.ended = time.time()
            with self._lock:
                self._active -= 1


def answer(status: int, body: str | bytes = "", **headers: str) -> Callable[[Exchange], None]:
    """A route that always says the same."""
    return lambda exchange: exchange.reply(body, status, headers, "text/plain")


def links(numbers: range) -> str:
    """A list of dated links to ``/a/N.html``."""
    return "".join(f"<a href=/a/{n}.html title=2019-02-{n + 1:02}>标题{n}</a>" for n in numbers)


def article(number: int, text: str = "主攻工业") -> Callable[[Exchange], None]:
    """An article that knows whether it changed: ETag, 304."""

    def route(exchange: Exchange) -> None:
        etag = f'"{number}-{zlib.crc32(text.encode())}"'
        if exchange.headers.get("if-none-match") == etag:
            exchange.reply(status=304)
        else:
            page = f"<h1>标题{number}</h1><p>{text}"
            exchange.reply(page, headers={"ETag": etag})

    return route
