"""Addresses no site means are not requested."""

from __future__ import annotations

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse
from scrapy.utils.test import get_crawler

from crawler.network.spider_traps import SpiderTrapMiddleware

HERE = "http://a.test/1.html"


@pytest.mark.parametrize(
    ("url", "is_kept"),
    [
        ("http://a.test/" + "x" * 900, True),
        ("http://a.test/" + "x" * 1000, False),
        ("http://a.test/more/2/more/3/more/", False),
        ("http://a.test/x.jsp?" + "&".join(f"p{n}=1" for n in range(12)), True),
        ("http://a.test/x.jsp?" + "&".join(f"p{n}=1" for n in range(13)), False),
    ],
)
def test_an_address_no_site_means_is_not_asked_for(url: str, is_kept: bool) -> None:
    crawler = get_crawler(settings_dict={"URLLENGTH_LIMIT": 1000})
    crawler._apply_settings()
    middleware = SpiderTrapMiddleware(crawler)

    kept = middleware.get_processed_request(Request(url), HtmlResponse(HERE))

    assert (kept is not None) == is_kept
    assert crawler.stats.get_value("blocked/trap", 0) == (not is_kept)
