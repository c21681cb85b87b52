"""Simulated sites on a loopback port: a gateway to their hosts, as the newsroom's own is."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from newsroom.simulated.site import Answer, NoAnswer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.simulated.site import Site

NO_SUCH_SITE = Answer(502, {"Content-Type": "text/plain"}, b"no such site")


class SiteGateway(ThreadingHTTPServer):
    """Serves absolute-form requests (as to a proxy) and plain ones with a Host header."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, *sites: Site) -> None:
        super().__init__(("127.0.0.1", 0), SiteHandler)
        self.sites = {site.shape.host: site for site in sites}

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A visitor that hangs up is no news."""


class SiteHandler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "nginx", ""
    server: SiteGateway

    def do_GET(self) -> None:
        self.answer(b"")

    def do_POST(self) -> None:
        self.answer(self.rfile.read(int(self.headers.get("Content-Length") or 0)))

    def answer(self, body: bytes) -> None:
        url = (
            self.path if "://" in self.path else f"http://{self.headers.get('Host', '')}{self.path}"
        )
        site = self.server.sites.get(urlsplit(url).hostname or "")
        try:
            made = site.respond(self.command, url, body) if site else NO_SUCH_SITE
        except NoAnswer:
            self.close_connection = True
            return
        self.send_response(made.status)
        for name, value in made.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(made.body)))
        self.end_headers()
        self.wfile.write(made.body)

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet: the crawler keeps the log."""


@contextmanager
def serving_sites(*sites: Site) -> Iterator[SiteGateway]:
    """Serve in a thread of this process; ``gateway.address`` is what NEWSROOM_GATEWAY wants."""
    gateway = SiteGateway(*sites)
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
