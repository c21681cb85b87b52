"""The sample newsroom: a server on loopback that stands in for ``*.newsroom.test``.

Requests to those hosts go to it as to an HTTP proxy, so the addresses of sample articles never
change with the port. If none serves, a sample channel starts one for the time of its own crawl.
"""

from __future__ import annotations

import contextlib
import ctypes
import ipaddress
import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy.utils.httpobj import urlparse_cached

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler

SUFFIX = ".newsroom.test"
START_SECONDS = 60.0
REPOSITORY = Path(__file__).resolve().parents[2]


class GatewayError(RuntimeError):
    """No sample newsroom could be reached or started; the message says why, in one line."""


def is_sample_host(host: str | None) -> bool:
    return bool(host) and (str(host).endswith(SUFFIX) or host == SUFFIX[1:])


class Gateway:
    """The newsroom one crawl talks to, and, if this crawl started it, its process."""

    def __init__(self, address: str, process: subprocess.Popen[str] | None = None) -> None:
        self.address = check_loopback(address)
        self._process = process

    @property
    def pair(self) -> str:
        """``host:port``, as FETCH_ALLOW_PRIVATE takes it."""
        return urlsplit(self.address).netloc

    def close(self) -> None:
        """Stop the newsroom if it was started for us."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()
        self._process = None


def find_or_start(data: Path) -> Gateway:
    """The gateway named by the environment or the data folder, if it answers; else a new one."""
    if address := os.environ.get("NEWSROOM_GATEWAY"):
        if not _answers(address):
            raise GatewayError(f"NEWSROOM_GATEWAY={address} does not answer")
        return Gateway(address)
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        note = json.loads((data / "newsroom.json").read_text(encoding="utf-8"))
        if _answers(note["gateway"]):
            return Gateway(note["gateway"])
    return _start(data)


def check_loopback(address: str) -> str:
    """``address`` if it is http on a loopback literal; raises GatewayError otherwise."""
    parts = urlsplit(address)
    try:
        is_safe = parts.scheme == "http" and ipaddress.ip_address(parts.hostname or "").is_loopback
        has_port = parts.port is not None
    except ValueError:
        is_safe = has_port = False
    if not (is_safe and has_port):
        raise GatewayError(f"a newsroom gateway is http://127.0.0.1:PORT, not {address[:100]!r}")
    return address.rstrip("/")


def _start(data: Path) -> Gateway:
    process = subprocess.Popen(
        [sys.executable, "-m", "newsroom", "serve", "--port", "0"],
        cwd=REPOSITORY,
        env=os.environ | {"COVERAGE_DATA": str(data)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
        preexec_fn=_die_with_parent,
    )
    try:
        return Gateway(_first_line(process), process)
    except BaseException:
        process.kill()
        process.wait()
        raise


def _first_line(process: subprocess.Popen[str]) -> str:
    """The address the newsroom prints when it is ready. Raises GatewayError."""
    assert process.stdout is not None
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if not select.select([process.stdout], [], [], 0.5)[0]:
            continue
        line = process.stdout.readline()
        if not line:
            break
        with contextlib.suppress(ValueError, KeyError, TypeError):
            return str(json.loads(line)["gateway"])
    raise GatewayError("the sample newsroom did not start; try: python -m newsroom serve")


def _die_with_parent() -> None:
    # A crawl killed with SIGKILL must not leave its newsroom behind (Linux only).
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def _answers(address: str) -> bool:
    try:
        parts = urlsplit(check_loopback(address))
        with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=2):
            return True
    except (OSError, GatewayError):
        return False


class GatewayMiddleware:
    """Send requests for sample hosts to the gateway; no politeness is owed to ourselves."""

    def __init__(self, address: str | None) -> None:
        self._address = address

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> GatewayMiddleware:
        return cls(crawler.settings.get("NEWSROOM_GATEWAY_ADDRESS"))

    def process_request(self, request: Request) -> None:
        if is_sample_host(urlparse_cached(request).hostname) and self._address:
            request.meta["proxy"] = self._address
            request.meta["download_slot"] = "gateway"
        else:
            # A redirect copies meta: what leaves the sample hosts must not keep their road.
            request.meta.pop("proxy", None)
            if request.meta.get("download_slot") == "gateway":
                request.meta.pop("download_slot")
