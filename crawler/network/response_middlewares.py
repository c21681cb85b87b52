"""What happens to a response before a spider sees it: decompressed whole, refreshes followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware
from w3lib.url import safe_url_string

from archive.gzip_members import is_whole
from crawler.failures import BlockedRequestError

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response

REDIRECTS = (301, 302, 303, 307, 308)
GZIP = (b"gzip", b"x-gzip")
HEAD_BYTES = 16_384
"""Scrapy looks for a refresh in the first 4,096 characters."""


class WholeBodyMiddleware(HttpCompressionMiddleware):
    """Scrapy's decompression, bounded by DOWNLOAD_MAXSIZE, that blocks cut-off bodies.

    Scrapy takes what it can decode for whole.
    """

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        codings = _codings(response)
        while codings:
            coding = codings.pop()
            response.headers["Content-Encoding"] = coding
            decoded: Response = super().process_response(request, response)  # type: ignore[assignment]
            if "Content-Encoding" in decoded.headers:  # nobody can undo it
                decoded.headers["Content-Encoding"] = b", ".join([*codings, coding])
                return decoded
            if coding in GZIP and not is_whole(response.body, len(decoded.body)):
                raise BlockedRequestError("cut_short", "the compressed page is cut off")
            response = decoded
        return response


class OwnCookieMiddleware:
    """A page that redirects to itself to set a cookie is asked once more, with that cookie.

    No cookie is kept: the next page is asked without, as all pages are.
    """

    def process_response(self, request: Request, response: Response) -> Request | Response:
        location = response.headers.get("Location")
        given = [
            value.partition(b";")[0].strip() for value in response.headers.getlist("Set-Cookie")
        ]
        if response.status not in REDIRECTS or location is None or not given:
            return response
        target = safe_url_string(response.urljoin(location.decode("latin-1")))
        if target != request.url or "Cookie" in request.headers:
            return response
        again = request.replace(dont_filter=True)
        again.headers["Cookie"] = b"; ".join(given)
        return again


class PrefilteredMetaRefreshMiddleware(MetaRefreshMiddleware):
    """Scrapy's ``<meta http-equiv=refresh>``, for pages that hold the word.

    It would decode and search each and every page.
    """

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        if b"refresh" not in response.body[:HEAD_BYTES].lower():
            return response
        result: Request | Response = super().process_response(request, response)
        return result


def _codings(response: Response) -> list[bytes]:
    """Content codings in the order they were applied."""
    values = b",".join(response.headers.getlist("Content-Encoding"))
    return [coding for value in values.split(b",") if (coding := value.strip().lower())]
