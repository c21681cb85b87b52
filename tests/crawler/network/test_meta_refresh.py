"""A page that sends the reader on is followed; a page that does not is not even decoded."""

from __future__ import annotations

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse
from scrapy.utils.test import get_crawler

from crawler.network.budget import BudgetMiddleware
from crawler.network.meta_refresh import SeldomRefreshMiddleware

HERE, THERE = "http://a.test/1.html", "http://a.test/2.html"


@pytest.mark.parametrize(
    ("page", "then"),
    [
        ("<meta http-equiv=refresh content='0;url=/2.html'>", THERE),
        ("<META HTTP-EQUIV='Refresh' CONTENT='1; URL=2.html'>", THERE),
        ("<!--" + "新" * 1000 + "--><meta http-equiv=refresh content='0;url=2.html'>", THERE),
        ("<meta http-equiv=refresh content=600>", None),
        ("<p>refresh</p>", None),
        ("<p>正文</p>", None),
    ],
)
def test_a_meta_refresh_is_followed(page: str, then: str | None) -> None:
    middleware = SeldomRefreshMiddleware.from_crawler(get_crawler())
    response = HtmlResponse(HERE, body=page.encode(), encoding="utf-8")

    result = middleware.process_response(Request(HERE), response)

    assert result.url == (then or HERE)
    assert isinstance(result, Request) == (then is not None)


@pytest.mark.parametrize(
    ("url", "is_kept"),
    [
        ("http://a.test/" + "x" * 900, True),
        ("http://a.test/" + "x" * 1000, False),
        ("http://a.test/more/2/more/3/more/", False),
    ],
)
def test_an_address_no_site_means_is_not_asked_for(url: str, is_kept: bool) -> None:
    crawler = get_crawler(settings_dict={"URLLENGTH_LIMIT": 1000})
    crawler._apply_settings()
    middleware = BudgetMiddleware(crawler)

    kept = middleware.get_processed_request(Request(url), HtmlResponse(HERE))

    assert (kept is not None) == is_kept
    assert crawler.stats.get_value("refused/trap", 0) == (not is_kept)
