"""Compressed pages come through whole or not at all; a page that refreshes is followed."""

from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import HtmlResponse, Response
from scrapy.utils.test import get_crawler

from archive.gzip_members import is_whole
from crawler.failures import BlockedRequestError
from crawler.network.response_middlewares import (
    OwnCookieMiddleware,
    PrefilteredMetaRefreshMiddleware,
    WholeBodyMiddleware,
)

TEXT = "".join(f"<p>主攻工业第{number}号</p>" for number in range(500)).encode()
WHOLE = gzip.compress(TEXT)
HERE, THERE = "http://a.test/1.html", "http://a.test/2.html"


def decoded(body: bytes, codings: str, *, max_size: int = 10**7) -> Response:
    middleware = WholeBodyMiddleware(crawler=get_crawler())
    request = Request(HERE, meta={"download_maxsize": max_size, "download_warnsize": 0})
    response = Response(HERE, headers={"Content-Encoding": codings}, body=body)
    result = middleware.process_response(request, response)
    assert isinstance(result, Response)
    return result


@pytest.mark.parametrize(
    ("body", "codings", "left"),
    [
        (TEXT, "", None),
        (WHOLE, "gzip", None),
        (WHOLE, " X-GZIP ", None),
        (gzip.compress(TEXT[:900]) + gzip.compress(TEXT[900:]), "gzip", None),
        (zlib.compress(TEXT), "deflate", None),
        (gzip.compress(zlib.compress(TEXT)), "deflate, gzip", None),
        (zlib.compress(WHOLE), "gzip, deflate", None),
        (TEXT, "rot13", b"rot13"),
        (gzip.compress(TEXT), "gzip, rot13, gzip", b"gzip, rot13"),
    ],
)
def test_every_coding_that_can_be_undone_is(body: bytes, codings: str, left: bytes | None) -> None:
    response = decoded(body, codings)
    assert response.body == TEXT
    assert (response.headers.get("Content-Encoding") or None) == left


@given(st.integers(min_value=20, max_value=len(WHOLE) - 1), st.sampled_from(["", ", deflate"]))
def test_a_page_cut_anywhere_is_blocked(length: int, outer: str) -> None:
    cut = WHOLE[:length]
    with pytest.raises((BlockedRequestError, OSError, EOFError)):
        decoded(zlib.compress(cut) if outer else cut, f"gzip{outer}")


def test_a_bomb_is_bounded_at_every_stage() -> None:
    bomb = gzip.compress(gzip.compress(b"\0" * 10**7))
    with pytest.raises(IgnoreRequest, match="DOWNLOAD_MAXSIZE"):
        decoded(bomb, "gzip, gzip", max_size=10**6)


def test_whole_bodies_have_one_member_or_several() -> None:
    assert is_whole(WHOLE, len(TEXT))
    assert is_whole(WHOLE + gzip.compress(b"more"), len(TEXT) + 4)
    assert not is_whole(WHOLE[:-1], len(TEXT))


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
    middleware = PrefilteredMetaRefreshMiddleware.from_crawler(get_crawler())
    response = HtmlResponse(HERE, body=page.encode(), encoding="utf-8")

    result = middleware.process_response(Request(HERE), response)

    assert result.url == (then or HERE)
    assert isinstance(result, Request) == (then is not None)


def test_a_page_that_redirects_to_itself_with_a_cookie_is_asked_once_more_with_it() -> None:
    middleware = OwnCookieMiddleware()
    headers = {"Location": "/1.html", "Set-Cookie": ["sid=7; path=/; HttpOnly", "w=1"]}
    again = middleware.process_response(Request(HERE), Response(HERE, 302, headers=headers))

    assert isinstance(again, Request)
    assert (again.url, again.headers["Cookie"], again.dont_filter) == (HERE, b"sid=7; w=1", True)
    stubborn = Response(HERE, 302, headers=headers)
    assert middleware.process_response(again, stubborn) is stubborn
    for other in ({"Location": "/1.html"}, {"Location": "/2.html", "Set-Cookie": "sid=7"}):
        elsewhere = Response(HERE, 302, headers=other)
        assert middleware.process_response(Request(HERE), elsewhere) is elsewhere
