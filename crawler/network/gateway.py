"""A gateway: a server on loopback that stands in for the hosts of the sample channels.

Requests to those hosts go to it as to an HTTP proxy, so the addresses of sample articles never
change with the port. Which hosts, and what command serves them, settings say. If none serves, a
sample channel starts one for the time of its own crawl.
"""

from __future__ import annotations

import contextlib
import ctypes
import ipaddress
import json
import os
import select
import shlex
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy.utils.httpobj import urlparse_cached

from crawler.channel_kinds import is_sample

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings

START_SECONDS = 60.0
REPOSITORY = Path(__file__).resolve().parents[2]


class GatewayError(RuntimeError):
    """No gateway could be reached or started; the message says why, in one line."""


class Gateway:
    """The server one crawl talks to, and, if this crawl started it, its process."""

    def __init__(self, address: str, process: subprocess.Popen[str] | None = None) -> None:
        self.address = check_loopback(address)
        self._process = process

    @property
    def pair(self) -> str:
        """``host:port``, as FETCH_ALLOW_PRIVATE takes it."""
        return urlsplit(self.address).netloc

    def close(self) -> None:
        """Stop the server if it was started for us."""
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


def find_or_start(settings: BaseSettings) -> Gateway:
    """The gateway that the settings or the data folder name, if it answers; else a new one."""
    if address := settings.get("GATEWAY_ADDRESS"):
        if not _answers(address):
            raise GatewayError(f"GATEWAY_ADDRESS {address} does not answer")
        return Gateway(address)
    data = Path(settings["COVERAGE_DATA"])
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        note = json.loads((data / settings["GATEWAY_NOTE"]).read_text(encoding="utf-8"))
        if _answers(note["gateway"]):
            return Gateway(note["gateway"])
    return _start(settings.getlist("GATEWAY_COMMAND"), data)


def is_served(host: str | None, domains: Iterable[str]) -> bool:
    """True if ``host`` is one of the gateway's domains or below one."""
    return bool(host) and any(host == own or str(host).endswith(f".{own}") for own in domains)


def check_loopback(address: str) -> str:
    """``address`` if it is http on a loopback literal; raises GatewayError otherwise."""
    parts = urlsplit(address)
    try:
        is_safe = parts.scheme == "http" and ipaddress.ip_address(parts.hostname or "").is_loopback
        has_port = parts.port is not None
    except ValueError:
        is_safe = has_port = False
    if not (is_safe and has_port):
        raise GatewayError(f"a gateway is http://127.0.0.1:PORT, not {address[:100]!r}")
    return address.rstrip("/")


def _start(command: list[str], data: Path) -> Gateway:
    process = subprocess.Popen(
        [sys.executable, "-m", *command],
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
        return Gateway(_address_of(process, command), process)
    except BaseException:
        process.kill()
        process.wait()
        raise


def _address_of(process: subprocess.Popen[str], command: list[str]) -> str:
    """The address the server prints when it is ready. Raises GatewayError."""
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
    raise GatewayError(f"it did not start; try: python -m {shlex.join(command)}")


def _die_with_parent() -> None:
    # A crawl killed with SIGKILL must not leave its server behind (Linux only).
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
    """Send a sample channel's requests to the gateway; no politeness is owed to ourselves."""

    def __init__(self, address: str | None, domains: Iterable[str]) -> None:
        self._address = address
        self._domains = tuple(domains)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> GatewayMiddleware:
        address = None
        if is_sample(crawler.spidercls):
            address = crawler.settings.get("GATEWAY_ADDRESS")
        return cls(address, crawler.settings.getlist("GATEWAY_DOMAINS"))

    def process_request(self, request: Request) -> None:
        if self._address and is_served(urlparse_cached(request).hostname, self._domains):
            request.meta["proxy"] = self._address
            request.meta["download_slot"] = "gateway"
        else:
            # A redirect copies meta: what leaves those hosts must not keep the gateway.
            request.meta.pop("proxy", None)
            if request.meta.get("download_slot") == "gateway":
                request.meta.pop("download_slot")
