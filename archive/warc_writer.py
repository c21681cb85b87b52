"""Every exchange with a server as WARC/1.1: response and request records, one gzip member each.

A file is written as ``….warc.gz.open`` and renamed when it is complete. The response record carries
one field of our own, ``Coverage-Request``: what the crawler knew when it asked (kind, callback,
list date …), as ASCII JSON, so that ``scrapy replay`` can ask the same question again.
"""

from __future__ import annotations

import io
import json
import platform
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from isal import isal_zlib
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from archive.pointer import WarcPointer
from storage.files import AppendFile, publish

if TYPE_CHECKING:
    from storage.paths import ChannelPaths

OPEN = ".open"
COMMON_ENCODINGS = ("gzip", "x-gzip", "deflate", "identity")
UNASKED_ENCODING = "X-Archived-Content-Encoding"
META_FIELD = "Coverage-Request"
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
# On Chinese news pages zlib's level 3 takes five times as long to save a twentieth of the space.
GZIP_LEVEL = 2


class WarcFiles:
    """The WARC files of one crawl, one after another. Not thread-safe: append from one thread."""

    def __init__(self, paths: ChannelPaths, crawl_id: str, *, max_bytes: int) -> None:
        self._paths = paths
        self._crawl_id = crawl_id
        self._max_bytes = max_bytes
        self._file: AppendFile | None = None
        self._number = -1
        self.record_count = 0

    def append(self, exchange: Exchange) -> WarcPointer:
        """Store one encoded exchange. Raises OSError; then nothing of it is in the file."""
        if self._file is None or self._file.size >= self._max_bytes:
            self._rotate()
        assert self._file is not None
        offset = self._file.append(exchange.members)
        self.record_count += 2
        final = self._paths.warc(self._crawl_id, self._number)
        return WarcPointer(file=self._paths.relative(final), offset=offset, digest=exchange.digest)

    def sync(self) -> None:
        if self._file is not None:
            self._file.sync()

    def close(self) -> None:
        """Sync and publish what is open. Raises OSError and leaves the part file for recovery."""
        if self._file is None:
            return
        file, self._file = self._file, None
        try:
            file.sync()
        finally:
            file.close()
        publish(file.path, self._paths.warc(self._crawl_id, self._number))

    def _rotate(self) -> None:
        self.close()
        self._number += 1
        final = self._paths.warc(self._crawl_id, self._number)
        self._file = AppendFile(final.with_name(final.name + OPEN))
        self._file.append(_warcinfo(final.name, self._paths.channel))


@dataclass(frozen=True, slots=True)
class Exchange:
    """A response and its request, compressed and ready to be appended."""

    members: bytes
    digest: str
    """``sha1:BASE32`` of the body as received."""


class Headers(Protocol):
    """Names and values as sent: bytes, several values a name."""

    def items(self) -> Any: ...


class Request(Protocol):
    """What is written of a request; Scrapy's has it."""

    method: str

    @property
    def url(self) -> str: ...
    @property
    def headers(self) -> Headers: ...


class Response(Protocol):
    """What is written of a response; Scrapy's has it. ``body``: with its transfer coding undone."""

    status: int
    protocol: Any
    ip_address: Any

    @property
    def url(self) -> str: ...
    @property
    def body(self) -> bytes: ...
    @property
    def headers(self) -> Headers: ...


def encode(request: Request, response: Response, *, date: str, meta: dict[str, Any]) -> Exchange:
    """The two records of one exchange. Pure, and safe to run in a thread. ``date``: WARC-Date."""
    raw = io.BytesIO()
    writer = WARCWriter(raw, gzip=False, warc_version="1.1")
    fields = {"WARC-Date": date, META_FIELD: json.dumps(meta, separators=(",", ":"))}
    if response.ip_address is not None:
        fields["WARC-IP-Address"] = str(response.ip_address)
    status = StatusAndHeaders(
        f"{response.status} {_reason(response.status)}",
        _header_pairs(response.headers.items()),
        protocol=response.protocol or "HTTP/1.1",
    )
    answer = writer.create_warc_record(
        response.url,
        "revisit" if response.status == 304 else "response",
        payload=io.BytesIO(response.body),
        length=len(response.body),
        http_headers=status,
        warc_headers_dict=fields | (_refers_to(meta) if response.status == 304 else {}),
    )
    digest = answer.rec_headers.get_header("WARC-Payload-Digest") or meta.get("digest", "")
    writer.write_record(answer)
    answer_length = raw.tell()
    request_head = StatusAndHeaders(
        f"{request.method} {_target(request.url)} HTTP/1.1",
        [
            ("Host", request.url.split("/", 3)[2]),
            *_header_pairs(request.headers.items()),
        ],
        is_http_request=True,
    )
    question = writer.create_warc_record(
        response.url,
        "request",
        http_headers=request_head,
        warc_headers_dict={
            "WARC-Date": date,
            "WARC-Concurrent-To": answer.rec_headers.get_header("WARC-Record-ID"),
        },
    )
    writer.write_record(question)
    whole = raw.getvalue()
    members = _member(whole[:answer_length]) + _member(whole[answer_length:])
    return Exchange(members=members, digest=digest)


def _warcinfo(name: str, channel: str) -> bytes:
    raw = io.BytesIO()
    writer = WARCWriter(raw, gzip=False, warc_version="1.1")
    writer.write_record(
        writer.create_warcinfo_record(
            name,
            {
                "software": f"regional-news-coverage (Python {platform.python_version()})",
                "format": "WARC File Format 1.1",
                "isPartOf": channel,
                "robots": "obey",
            },
        )
    )
    return _member(raw.getvalue())


def _member(data: bytes) -> bytes:
    compressor = isal_zlib.compressobj(GZIP_LEVEL, isal_zlib.DEFLATED, 31)
    return compressor.compress(data) + compressor.flush()


def _refers_to(meta: dict[str, Any]) -> dict[str, str]:
    earlier = meta.get("earlier") or {}
    fields = {"WARC-Profile": NOT_MODIFIED}
    if earlier.get("url"):
        fields["WARC-Refers-To-Target-URI"] = earlier["url"]
    if earlier.get("date"):
        fields["WARC-Refers-To-Date"] = earlier["date"]
    return fields


def _header_pairs(items: Any) -> list[tuple[str, str]]:
    # A header may not end a line of the archive, whatever a server sent.
    return [
        _readable(name.decode("latin-1"), " ".join(value.decode("latin-1").split()))
        for name, values in items
        for value in values
    ]


def _readable(name: str, value: str) -> tuple[str, str]:
    """An encoding we did not ask for gets another name: readers of the archive choke on it."""
    if name.lower() == "content-encoding" and value.lower() not in COMMON_ENCODINGS:
        return UNASKED_ENCODING, value
    return name, value


def _target(url: str) -> str:
    return "/" + "/".join(url.split("/", 3)[3:]).partition("#")[0]


def _reason(status: int) -> str:
    from http import HTTPStatus

    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"
