# ruff: noqa: E501 - markup is kept as one line where a page would keep it
"""A page that is no article says why, and costs neither the crawl nor the machine."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.article_page import extract_article
from crawler.extract.drop_reasons import LONG_TAG, MAX_TAG_CHARS, _without_attributes, bounded
from crawler.extract.listing import MAX_ITEMS, extract_list
from tests.crawler.extract import pages

STUB = (
    "<html><head><meta http-equiv='refresh' content='0;url=/new.html'></head><body></body></html>"
)
NOT_FOUND = pages.whole(
    "<div><h1>出错了</h1><p>抱歉，您访问的页面不存在或已被删除！</p></div>", title="404"
)
LOGIN = pages.whole("<div><h1>用户登录</h1><p>请登录后查看全文</p></div>", title="登录")
WHOLE = pages.portal().encode()


def reason(body: bytes, **options: object) -> str | None:
    item = extract_article(
        body,
        channel="qx",
        url="http://qx.test/1.html",
        fetched_at="2019-03-01T00:00:00+00:00",
        **options,
    )  # type: ignore[arg-type]
    assert (item.drop_step is None) == (item.drop_reason is None)
    return item.drop_reason


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"%PDF-1.7 ...", "binary"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 99, "binary"),
        (bytes(range(32)) * 40, "binary"),
        (b"<p>" + b"x" * (8 * 1024 * 1024), "too_large"),
        (b"<html><body>" + b"\x80\xff" * 3000, "undecodable"),
        (STUB.encode(), "redirect_stub"),
        (b"<script>window.location.href = '/new.html'</script>", "redirect_stub"),
        (NOT_FOUND.encode(), "not_found_in_disguise"),
        ("<title>错误</title><div class=m>参数错误！</div>".encode(), "not_found_in_disguise"),
        ("<h1>提示</h1><p>出错了！</p>".encode(), "not_found_in_disguise"),
        (LOGIN.encode(), "challenged"),
        (b"<html><head><title>x</title></head><body><div><ul><li>", "truncated"),
        (b"<html><body><ul><li><a href=/>home</a></li></ul></body></html>", "no_article_text"),
        (b"<div>" * 60_000, "hostile_markup"),
        (b"<p>x</p>" * 200_000, "too_many_tags"),
    ],
)
def test_the_reason_is_named(body: bytes, expected: str) -> None:
    assert reason(body) == expected


def test_status_and_content_type_count() -> None:
    assert reason(WHOLE, status=404) == "not_found"
    assert reason(WHOLE, status=503) == "http_error"
    assert reason(WHOLE, content_type="application/pdf") == "binary"
    assert reason(WHOLE) is None


def test_an_article_about_missing_pages_is_an_article() -> None:
    body = (
        pages.paragraphs()
        + "<p>记者发现，网站提示“您访问的页面不存在”，请登录后查看也无济于事。</p>"
    )
    assert reason(pages.whole(f"<h1>{pages.HEADLINE}</h1><div>{body}</div>").encode()) is None


def test_a_page_cut_off_after_its_text_is_still_read() -> None:
    assert reason(WHOLE[: WHOLE.index("相关新闻".encode())]) is None


@given(st.binary(max_size=3000))
def test_no_bytes_raise(body: bytes) -> None:
    reason(body)


@given(st.text(alphabet="<>/=\"' abpdivtrl青。!-[]&;#x0", max_size=2000))
def test_no_markup_raises(text: str) -> None:
    reason(text.encode("utf-8", "replace"))


HOSTILE = """
from pathlib import Path
from crawler.extract.article_page import extract_article
size = 8 * 1024 * 1024 - 64
kinds = {
    "deep": "<div>", "inline": "<b>", "links": "<a href=x>", "tables": "<table><tr><td>", "angles": "<",
    "entities": "&amp;", "comments": "<!--", "attributes": None, "names": None, "one_text": "青，",
    "long_value": None, "formatting": "<i><p>", "options": "<select><option>",
}
for kind, unit in kinds.items():
    if kind == "attributes":
        html = "<p " + " ".join(f"a{i}=1" for i in range(size // 10)) + ">"
    elif kind == "names":
        html = "".join(f"<x{i}>" for i in range(size // 10))
    elif kind == "long_value":
        html = '<img src="data:image/png;base64,' + "A" * (size - 99) + '"><p>青溪，县。</p>'
    else:
        html = unit * (size // len(unit.encode()))
    body = html.encode()[:size]
    del html
    extract_article(body, channel="x", url="http://x.test/1", fetched_at="2019-03-01T00:00:00+00:00")
# VmHWM, not ru_maxrss: that one starts at what the parent had when it started us.
status = Path("/proc/self/status").read_text()
print(int(status.split("VmHWM:")[1].split()[0]) // 1024)
"""


def test_end_tags_of_other_elements_close_nothing() -> None:
    assert reason(b"<body>" + b"<datastore></script>" * 40_000) == "hostile_markup"


ENDLESS_LISTS = {
    "headings in one link": "<a href=/a/1.html>" + "<h3>x</h3>" * 80_000,
    "rows within rows": "<div>"
    + "".join(
        f"<a href=/a/{n}1.html>标题标题标题</a><a href=/a/{n}2.html>标题标题标题</a>"
        f"<div><a href=/a/{n}3.html>标题标题标题</a></div>"
        for n in range(4_000)
    ),
    "links far down": "<div>" * 1400
    + "".join(f"<a href=/a/{n}.html>标题标题标题</a>" for n in range(20_000)),
    "data stores": "<datastore></datastore></script>" * 60_000,
}


@pytest.mark.timeout(120)  # seconds now; hours for code that looks again and again
@pytest.mark.parametrize("html", ENDLESS_LISTS.values(), ids=ENDLESS_LISTS)
def test_a_list_built_to_take_for_ever_does_not(html: str) -> None:
    assert len(extract_list(html.encode(), url="http://x.test/list.html")) <= MAX_ITEMS


def test_hostile_pages_of_eight_megabytes_stay_within_bounds() -> None:
    run = subprocess.run(
        [sys.executable, "-c", HOSTILE], capture_output=True, text=True, timeout=240, check=True
    )
    assert int(run.stdout) <= 350, f"peak {run.stdout.strip()} MB"


PIECES = st.sampled_from(
    ("<", ">", "<p ", "<3", "正", "a=1 ", "a=1 " * (MAX_TAG_CHARS // 4), "x" * (MAX_TAG_CHARS - 1))
)


@given(st.lists(PIECES, max_size=12).map("".join))
def test_only_the_longest_tags_lose_their_attributes(text: str) -> None:
    """Most of a page is never looked at for them; looking at all of it gives the same."""
    assert bounded(text) == LONG_TAG.sub(_without_attributes, text)
    assert bounded(text) is text or LONG_TAG.search(text)
