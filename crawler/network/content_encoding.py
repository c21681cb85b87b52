"""A compressed page counts only if all of it came; Scrapy takes what it can decode for whole."""

from __future__ import annotations

import zlib

from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware

from crawler.network.errors import RefusedError

GZIP = (b"gzip", b"x-gzip")


class WholeCompressionMiddleware(HttpCompressionMiddleware):
    """Scrapy's decompression, bounded by DOWNLOAD_MAXSIZE, that refuses cut-off bodies."""

    @staticmethod
    def _decode(body: bytes, encoding: bytes, max_size: int) -> bytes:
        decoded = HttpCompressionMiddleware._decode(body, encoding, max_size)
        if encoding in GZIP and not is_whole(body, len(decoded)):
            raise RefusedError("cut_short", "the compressed page is cut off")
        return decoded


def is_whole(body: bytes, decoded_length: int) -> bool:
    """True if a gzip body, known to decode to so many bytes, ends where its last member ends."""
    if int.from_bytes(body[-4:], "little") == decoded_length & 0xFFFFFFFF:
        return True  # the length a member ends with: one member, and it is all there
    while body:
        member = zlib.decompressobj(31)
        try:
            while not member.eof and body:
                member.decompress(body, 1 << 20)
                body = member.unconsumed_tail or (member.unused_data if member.eof else b"")
        except zlib.error:
            return bool(decoded_length) and not body.strip(b"\0")
        if not member.eof:
            return False
    return True
