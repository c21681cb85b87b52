"""Why a request was not made or failed: one short kind to count, one bounded line to log."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from OpenSSL.SSL import Error as SslError
from scrapy import exceptions
from scrapy.spidermiddlewares.httperror import HttpError
from service_identity import VerificationError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from twisted.python.failure import Failure

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")

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


MAX_CAUSES = 20
CHALLENGED, HOST_CHALLENGED = "challenged", "host_challenged"
"""An answer that is a challenge; a request not made because its host answers with them."""


class BlockedRequestError(exceptions.IgnoreRequest):
    """A request we decided not to make. Never retried.

    ``kind`` is one short word for counting: ``scheme``, ``off_site``, ``private_address``,
    ``robots``, ``robots_unreachable``, ``host_dead``, ``host_challenged``, ``budget``,
    ``stopping``, ``too_large``. Or an answer that is none: ``challenged``, ``cut_short``.
    """

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


class TlsError(exceptions.DownloadFailedError):
    """A server whose TLS is refused; its text says what is wrong and which setting would help."""


def kind_of(failure: Failure) -> str:
    """``http_404``, ``timeout``, ``dns``, ``refused``, ``reset``, ``too_large``, ``tls`` …"""
    error = failure.value
    assert error is not None
    if isinstance(error, HttpError):
        return f"http_{error.response.status}"
    return kind_of_error(error)


def kind_of_error(error: BaseException) -> str:
    if isinstance(error, BlockedRequestError):
        return error.kind
    if isinstance(error, TlsError):
        return "tls"
    if any(isinstance(cause, SslError | VerificationError) for cause in _causes(error)):
        return "tls"
    for type_, kind in KINDS:
        if isinstance(error, type_):
            return kind
    if isinstance(error, exceptions.IgnoreRequest):
        return "too_large" if "DOWNLOAD_MAXSIZE" in str(error) else "redirect_loop"
    return "unreadable" if isinstance(error, OSError | EOFError) else "connection"


def ssl_reasons(error: BaseException) -> list[str]:
    """What OpenSSL said, in its words; nothing if the error is none of TLS."""
    return [
        str(reason[-1])
        for cause in _causes(error)
        if isinstance(cause, SslError)
        for reason in (cause.args[0] if cause.args and isinstance(cause.args[0], list) else ())
        if reason and reason[-1]
    ]


def one_line(failure: Failure) -> str:
    """What the error says, without what a hostile server could do to a log."""
    assert failure.value is not None
    return words_for(failure.value)


def words_for(error: BaseException) -> str:
    """The same for an error at hand; what the network library says in Python, in words."""
    if isinstance(error, HttpError):
        return f"answered {error.response.status}"
    if isinstance(error, TlsError):
        return plain(str(error), 400)
    kind = kind_of_error(error)
    return WORDS.get(kind) or plain(str(error)) or type(error).__name__


def plain(text: str, length: int = 200) -> str:
    return CONTROL.sub(" ", text).strip()[:length]


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and what it was made of: Scrapy wraps Twisted's error, which holds a list."""
    pile = [error]
    for _ in range(MAX_CAUSES):
        if not pile:
            return
        cause = pile.pop(0)
        yield cause
        pile += [cause.__cause__] if cause.__cause__ else []
        pile += [reason.value for reason in getattr(cause, "reasons", None) or ()]
