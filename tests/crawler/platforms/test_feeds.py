"""Feeds in odd charsets and zones: every headline whole, every article on its Beijing day."""

from __future__ import annotations

from datetime import date

import pytest
from scrapy import Request
from scrapy.http import XmlResponse

from crawler.platforms.feed import FeedSpider
from tests.crawler.platforms.test_shapes import spider_of

URL = "http://x.cn/rss.xml"


def links(items: str, encoding: str = "utf-8", spoil: bytes = b"") -> dict[str, date | None]:
    """Headline → day."""
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?><rss version="2.0"><channel>'
        f"<title>x</title>{items}</channel></rss>"
    )
    body = text.encode("gb18030" if encoding.lower().startswith("gb") else encoding)
    response = XmlResponse(URL, body=body.replace(b"SPOIL", spoil), request=Request(URL))
    found = spider_of(FeedSpider, URL).links(response)
    return {str(link.headline): link.day for link in found}


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("Sun, 24 Feb 2019 00:30:00", 24),
        ("Sun, 24 Feb 2019 23:30:00", 24),
        ("2019-02-24 23:30:00", 24),
        ("Sun, 24 Feb 2019 23:30:00 CST", 24),
        ("Sun, 24 Feb 2019 23:30:00 +0800", 24),
        ("Sun, 24 Feb 2019 23:30:00 GMT", 25),
        ("Sun, 24 Feb 2019 12:30:00 EST", 25),
        ("2019-02-24T20:00:00Z", 25),
        ("星期日, 24 二月 2019 23:30:00 +0800", 24),
        ("Sun Feb 24 23:30:00 GMT+08:00 2019", 24),
    ],
)
def test_the_day_of_an_entry_is_that_of_beijing(printed: str, day: int) -> None:
    item = f"<item><title>工业</title><link>http://x.cn/a</link><pubDate>{printed}</pubDate></item>"

    assert links(item) == {"工业": date(2019, 2, day)}


@pytest.mark.parametrize("spoil", [b"\xff", b"\x80", b"\x01", b"&", b"\xd6"])
def test_one_bad_byte_garbles_no_other_headline(spoil: bytes) -> None:
    titles = ["赣州主攻工业三年行动", "朱镕基同志", "坏SPOIL<字节", "龙南县堉然科技"]
    items = "".join(
        f"<item><title>{title.replace('<', '&lt;')}</title><link>http://x.cn/{n}</link></item>"
        for n, title in enumerate(titles)
    )

    found = list(links(items, "GB2312", spoil))

    assert [found[at] for at in (0, 1, 3)] == [titles[at] for at in (0, 1, 3)]
    assert found[2].startswith("坏")
