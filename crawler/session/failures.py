"""Names for what went wrong with a request: one short kind to count, one bounded line to log."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scrapy import exceptions
from scrapy.spidermiddlewares.httperror import HttpError

from crawler.network.errors import RefusedError

if TYPE_CHECKING:
    from twisted.python.failure import Failure

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")

TLS = re.compile("certificate|SSL|TLS|VerificationError", re.IGNORECASE)

WORDS = {
    "timeout": "no answer in time",
    "dns": "no such host",
    "refused": "nothing listens there",
    "reset": "the connection ended before the answer did",
    "cut_short": "only a part of the page came",
    "tls": "its certificate cannot be verified",
}

KINDS: tuple[tuple[type[BaseException], str], ...] = (
    (exceptions.DownloadTimeoutError, "timeout"),
    (exceptions.CannotResolveHostError, "dns"),
    (exceptions.DownloadConnectionRefusedError, "refused"),
    (exceptions.ResponseDataLossError, "cut_short"),
    (exceptions.DownloadCancelledError, "too_large"),
    (exceptions.DownloadFailedError, "reset"),
)


def kind_of(failure: Failure) -> str:
    """``http_404``, ``timeout``, ``dns``, ``refused``, ``reset``, ``too_large``, ``tls`` …"""
    error = failure.value
    assert error is not None
    if isinstance(error, HttpError):
        return f"http_{error.response.status}"
    return kind_of_error(error)


def kind_of_error(error: BaseException) -> str:
    if isinstance(error, RefusedError):
        return error.kind
    if isinstance(error, exceptions.DownloadFailedError) and TLS.search(str(error)):
        return "tls"
    for type_, kind in KINDS:
        if isinstance(error, type_):
            return kind
    if isinstance(error, exceptions.IgnoreRequest):
        return "too_large" if "DOWNLOAD_MAXSIZE" in str(error) else "redirect_loop"
    return "unreadable" if isinstance(error, OSError | EOFError) else "connection"


def one_line(failure: Failure) -> str:
    """What the error says, without what a hostile server could do to a log."""
    assert failure.value is not None
    return say(failure.value)


def say(error: BaseException) -> str:
    """The same for an error at hand; what the network library says in Python, in words."""
    kind = kind_of_error(error)
    return WORDS.get(kind) or plain(str(error)) or type(error).__name__


def plain(text: str, length: int = 200) -> str:
    return CONTROL.sub(" ", text).strip()[:length]
