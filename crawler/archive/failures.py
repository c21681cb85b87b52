"""Names for what went wrong with a request: one short kind to count, one bounded line to log."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scrapy import exceptions
from scrapy.spidermiddlewares.httperror import HttpError

from crawler.fetch.refusals import RefusedError

if TYPE_CHECKING:
    from twisted.python.failure import Failure

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")

KINDS: tuple[tuple[type[BaseException], str], ...] = (
    (exceptions.DownloadTimeoutError, "timeout"),
    (exceptions.CannotResolveHostError, "dns"),
    (exceptions.DownloadConnectionRefusedError, "refused"),
    (exceptions.ResponseDataLossError, "cut_short"),
    (exceptions.DownloadCancelledError, "too_large"),
    (exceptions.DownloadFailedError, "reset"),
)


def kind_of(failure: Failure) -> str:
    """``http_404``, ``timeout``, ``dns``, ``refused``, ``reset``, ``too_large``, ``robots`` …"""
    error = failure.value
    assert error is not None
    if isinstance(error, HttpError):
        return f"http_{error.response.status}"
    return kind_of_error(error)


def kind_of_error(error: BaseException) -> str:
    if isinstance(error, RefusedError):
        return error.kind
    for type_, kind in KINDS:
        if isinstance(error, type_):
            return kind
    if isinstance(error, exceptions.IgnoreRequest):
        return "too_large" if "DOWNLOAD_MAXSIZE" in str(error) else "redirect_loop"
    return "unreadable" if isinstance(error, OSError | EOFError) else "connection"


def one_line(failure: Failure) -> str:
    """What the error says, without what a hostile server could do to a log."""
    return plain(str(failure.value)) or type(failure.value).__name__


def plain(text: str, length: int = 200) -> str:
    return CONTROL.sub(" ", text).strip()[:length]
