"""Pages that send the reader on by ``<meta http-equiv=refresh>``; all others cost nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Response

HEAD_BYTES = 16_384
"""Scrapy looks for the element in the first 4,096 characters."""


class SeldomRefreshMiddleware(MetaRefreshMiddleware):
    """Scrapy's, for pages that hold the word: it would decode and search each and every page."""

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        if b"refresh" not in response.body[:HEAD_BYTES].lower():
            return response
        result: Request | Response = super().process_response(request, response)
        return result
