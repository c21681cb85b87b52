"""Articles of several pages: their addresses, and one item of all of them."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from archive.pointer import WarcPointer
from crawler.extract.article_page import extract_article
from crawler.extract.parts import _may_be_parted, _read_address, join_parts, part_links
from crawler.items import Image
from tests.crawler.extract import pages

HOST = "http://news.qx.test"


def links(url: str, *anchors: tuple[str, str], script: str = "") -> list[str]:
    pager = "".join(f"<a href='{href}'>{label}</a>" for href, label in anchors)
    html = pages.whole(f"<div>{pages.paragraphs()}<div>{pager}</div></div>{script}")
    return part_links(html.encode(), url)


def test_numbered_links_to_the_same_article_are_its_parts() -> None:
    assert links(
        f"{HOST}/n2/c1-99.html",
        ("c1-99-2.html", "【2】"),
        ("c1-99-3.html", "3"),
        ("c1-99-2.html", "下一页"),
    ) == [
        f"{HOST}/n2/c1-99-2.html",
        f"{HOST}/n2/c1-99-3.html",
    ]
    assert links(f"{HOST}/a/7_0.shtml", ("7_1.shtml", "下一页")) == [f"{HOST}/a/7_1.shtml"]
    assert links(f"{HOST}/t1_99.htm", ("t1_99_1.htm", "[2]")) == [f"{HOST}/t1_99_1.htm"]


def test_hanzi_of_the_query_are_asked_in_the_charset_of_the_page() -> None:
    pager = "<a href='/青溪/7_2.html?t=工业'>2</a><a href='/青溪/7_3.html?t=工业'>3</a>"
    html = pages.whole(f"<div>{pages.paragraphs()}{pager}</div>", head="<meta charset=gbk>")
    own, path = f"{HOST}/{quote('青溪')}/7_1.html", f"{HOST}/{quote('青溪')}"
    for charset, query in (("gb18030", quote("工业".encode("gbk"))), ("utf-8", quote("工业"))):
        assert part_links(html.encode(charset), own) == [
            f"{path}/7_{n}.html?t={query}" for n in (2, 3)
        ], charset


def test_from_a_later_page_the_first_is_a_part_too() -> None:
    assert links(f"{HOST}/a/7_1.shtml", ("7_0.shtml", "上一页"), ("7_2.shtml", "3")) == [
        f"{HOST}/a/7_0.shtml",
        f"{HOST}/a/7_2.shtml",
    ]


def test_the_next_article_is_no_part() -> None:
    assert links(f"{HOST}/n2/c1-99.html", ("c1-98.html", "下一页"), ("/x/1.html", "2")) == []
    assert links(f"{HOST}/n2/c1-99.html", ("c1-99-2.html", "详细报道")) == []


def test_a_scripted_pager_names_its_pages() -> None:
    script = '<script>createPageHTML(3, 0, "t20190224_99", "htm");</script>'
    assert links(f"{HOST}/x/t20190224_99.htm", script=script) == [
        f"{HOST}/x/t20190224_99_1.htm",
        f"{HOST}/x/t20190224_99_2.htm",
    ]


def test_parts_become_one_item_in_order() -> None:
    parts = [
        extract_article(
            pages.whole(
                f"<h1>{pages.HEADLINE}</h1><div><p>{line}</p><p>{line[::-1]}</p></div>"
            ).encode(),
            channel="qx",
            url=f"{HOST}/a/7_{i}.shtml",
            fetched_at="2019-03-01T00:00:00+00:00",
        )
        for i, line in enumerate(pages.BODY[:3])
    ]
    parts[1].images = [Image(url="http://i.test/1.jpg", position=1)]
    for i, part in enumerate(parts):
        part.warc = [WarcPointer(file="f", offset=i, digest="d")]
    joined = join_parts(parts)

    texts = [b.text for b in joined.blocks]
    assert [texts.index(line) for line in pages.BODY[:3]] == sorted(
        map(texts.index, pages.BODY[:3])
    )
    assert joined.part_urls == [f"{HOST}/a/7_{i}.shtml" for i in range(3)]
    assert joined.images[0].position == 1 + len(parts[0].blocks)
    assert [pointer.offset for pointer in joined.warc] == [0, 1, 2]
    assert len(texts) == sum(len(part.blocks) for part in parts)
    with pytest.raises(ValueError, match="no parts"):
        join_parts([])


@pytest.mark.parametrize(
    ("body", "is_parted"),
    [
        (b'<a href="12_2.html">', True),
        (b'<a href="12-3.html">', True),
        (b'<a href="12_2.htm">', False),
        (b'<a href="12_1234.html">', False),
        (b'<a href="12_02.shtml">12_.html', False),
        (b'<a href="12.html">', False),
        (b'<a href="112_7.html">', True),
        (b"createPageHTML(3, 0, 'x', 'html')", True),
    ],
)
def test_most_pages_need_no_second_parse(body: bytes, is_parted: bool) -> None:
    own = _read_address("http://a.test/2019/12.html")
    assert own is not None
    assert _may_be_parted(body, own) == is_parted


def test_a_later_part_names_the_first() -> None:
    own = _read_address("http://a.test/2019/12_2.html")
    assert own is not None
    assert _may_be_parted(b'<a href="12.html">', own)
    assert not _may_be_parted(b'<a href="12_2.html">', own)
