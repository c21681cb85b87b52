"""The newsroom on a loopback port: an HTTP gateway to ``*.newsroom.test``."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from newsroom.fault_injection import FaultInjector
from newsroom.faults import parse_fault
from newsroom.newsroom import Newsroom

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from newsroom.pages.frame import Page


class Gateway(ThreadingHTTPServer):
    """Serves absolute-form requests (as to a proxy) and plain ones with a Host header.

    ``newsroom`` may be replaced while it runs; with a state file it is rebuilt whenever the file
    changes: ``{"until": "2019-02-20", "faults": ["sample_rss=dead"]}``.
    """

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, newsroom: Newsroom, port: int = 0, state: Path | None = None) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.newsroom = newsroom
        self.injector = FaultInjector()
        self.state = state
        self._stamp: tuple[int, int] | None = None
        self._lock = threading.Lock()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def current(self) -> Newsroom:
        """The newsroom of this moment, after a look at the state file."""
        if self.state is not None:
            with self._lock:
                self._read_state(self.state)
        return self.newsroom

    def _read_state(self, path: Path) -> None:
        try:
            found = path.stat()
            stamp = (found.st_mtime_ns, found.st_size)
            if stamp == self._stamp:
                return
            wanted: dict[str, Any] = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError):
            return  # half written or not there yet: stay as we are
        self._stamp = stamp
        old = self.newsroom
        self.newsroom = Newsroom(
            until=date.fromisoformat(wanted.get("until", old.until.isoformat())),
            articles=old.articles, seed=old.seed_number, years=old.years,
            faults=[parse_fault(text) for text in wanted.get("faults", [])],
        )  # fmt: skip

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A visitor that hangs up is no news."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "nginx", ""
    server: Gateway

    def do_GET(self) -> None:
        newsroom = self.server.current()
        url = (
            self.path if "://" in self.path else f"http://{self.headers.get('Host', '')}{self.path}"
        )
        headers = {name.lower(): value for name, value in self.headers.items()}
        made = self.server.injector.respond(newsroom, url, headers)
        if made is None:
            self.close_connection = True
            return
        self.answer(made)

    def do_HEAD(self) -> None:
        self.do_GET()

    def answer(self, made: Page) -> None:
        self.send_response(made.status)
        if made.status != 304:
            self.send_header("Content-Type", made.content_type)
        cut = made.headers.pop("X-Cut", None)
        filler = made.headers.pop("X-Filler", None)
        for name, value in made.headers.items():
            self.send_header(name, value)
        if filler is None:
            self.send_header("Content-Length", str(len(made.body)))
        else:
            self.send_header("Connection", "close")
            self.close_connection = True
        self.end_headers()
        if self.command == "HEAD":
            return
        if cut is not None:
            self.wfile.write(made.body[: len(made.body) // 2])
            self.close_connection = True
            return
        self.wfile.write(made.body)
        for _ in range(int(filler or 0)):
            self.wfile.write(b"<p>" + b"x" * 65_000 + b"</p>")

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet: the crawler keeps the log."""


@contextmanager
def serving(
    newsroom: Newsroom | None = None, port: int = 0, state: Path | None = None
) -> Iterator[Gateway]:
    """Serve in a thread of this process; ``gateway.address`` is what NEWSROOM_GATEWAY wants."""
    gateway = Gateway(newsroom or Newsroom(), port, state)
    thread = threading.Thread(
        target=gateway.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
    )
    thread.start()
    try:
        yield gateway
    finally:
        gateway.shutdown()
        gateway.server_close()
        thread.join(timeout=10)
