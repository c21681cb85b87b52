# ruff: noqa: E501 - markup is kept as one line where a page would keep it
"""What a page says is read from it: headline, dates, credits, blocks, images, address hints."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crawler.extract.article_page import extract_article
from crawler.extract.rules import ArticleRules
from tests.crawler.extract import pages

if TYPE_CHECKING:
    from collections.abc import Callable

    from crawler.items import Article

URL = "http://news.qx.test/2019/0224/1234.html"
FETCHED = "2019-03-01T00:00:00+00:00"


def extract(html: str, **options: object) -> Article:
    known = {"channel": "qx", "url": URL, "fetched_at": FETCHED} | options
    return extract_article(html.encode(), **known)  # type: ignore[arg-type]


@pytest.mark.parametrize("layout", pages.ALL, ids=lambda layout: layout.__name__)
def test_each_layout_gives_headline_time_and_every_paragraph(layout: Callable[[], str]) -> None:
    item = extract(layout())
    text = "\n".join(block.text for block in item.blocks)

    assert item.drop_reason is None
    assert item.headline_raw == pages.HEADLINE
    assert all(line in text for line in pages.BODY)
    assert "春季招聘会" not in text
    assert "大家都能在家门口上班" not in text
    assert "用镜头记录" not in text
    assert any("7:42" in stated.raw for stated in item.published)


def test_reading_order_is_kept() -> None:
    text = "\n".join(block.text for block in extract(pages.portal()).blocks)
    places = [text.index(line) for line in pages.BODY]
    assert places == sorted(places)


def test_statements_carry_the_place_they_were_found() -> None:
    item = extract(pages.portal())
    places = {stated.where: stated.raw for stated in item.published}

    assert places["meta:og:time"] == "2019年02月24日 07:42"
    assert places["url"].startswith("2019")
    assert item.published[0].where.startswith("visible:head")
    assert item.origin_url == "http://paper.qx.test/1.html"
    assert any(s.raw == "admin" and s.where == "meta:author" for s in item.credits)
    assert any("责任编辑：李青" in s.raw and ":tail" in s.where for s in item.credits)
    assert item.section_raw is not None
    assert "江城频道" in item.section_raw
    assert item.template == "ifeng_old"


def test_inline_elements_are_joined_without_a_space() -> None:
    body = "<p>会议强调<b>主攻</b>工业，<span>三年</span><i>再翻番</i>，产业集群<font>要</font>做强。</p>"
    item = extract(
        pages.whole(f"<h1>{pages.HEADLINE}</h1><div>{body * 2}{pages.paragraphs()}</div>")
    )
    assert item.blocks[0].text.startswith("会议强调主攻工业，三年再翻番，")


def test_words_in_latin_letters_keep_the_space_between_tags() -> None:
    body = "<p>新品 <b>Alpha</b> <b>Beta</b> <i>Two</i> 昨日发布，售价三千元，首批十万台。</p>"
    item = extract(pages.whole(f"<h1>{pages.HEADLINE}</h1><div>{body}{pages.paragraphs()}</div>"))
    assert "Alpha Beta Two" in item.blocks[0].text


def test_data_tables_become_rows_and_layout_tables_do_not() -> None:
    table = (
        "<table><tr><td>县区</td><td>增速</td></tr><tr><td>青溪县</td><td>8.5%</td></tr></table>"
    )
    item = extract(pages.whole(f"<h1>{pages.HEADLINE}</h1><div>{pages.paragraphs()}{table}</div>"))
    assert [b.text for b in item.blocks if b.tag == "tr"] == ["县区\t增速", "青溪县\t8.5%"]
    assert all(b.tag != "tr" for b in extract(pages.government()).blocks[:4])


def test_images_carry_size_caption_and_position() -> None:
    images = (
        '<p><img data-src="/p/a_w1080_h600.jpg" src="data:image/gif;base64,xx" alt="厂房封顶"></p>'
        '<p><img src="http://img.qx.test/icon.png" width="16" height="16px"></p>'
    )
    item = extract(
        pages.whole(
            f"<h1>{pages.HEADLINE}</h1><div>{pages.paragraphs()}{images}<p>尾声，完毕。</p></div>"
        )
    )
    assert [(i.url, i.width, i.height, i.caption) for i in item.images] == [
        ("http://news.qx.test/p/a_w1080_h600.jpg", 1080, 600, "厂房封顶"),
        ("http://img.qx.test/icon.png", 16, 16, None),
    ]
    assert [i.position for i in item.images] == [4, 4]


def test_linked_data_and_scripts_are_claims() -> None:
    data = (
        '<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"h",'
        '"datePublished":"2019-02-24T07:42:00+08:00","author":[{"name":"王小明"}]}]}</script>'
        '<script>var allData = {"newsTime":"2019-02-24 07:42:09","source":"\\u9752\\u6eaa\\u65e5\\u62a5",'
        '"sourceUrl":"http:\\/\\/paper.qx.test\\/2","editorName":"李青"};var ct = "1550965320";</script>'
    )
    item = extract(
        pages.whole(f"<h1>{pages.HEADLINE}</h1><div>{pages.paragraphs()}</div>", head=data)
    )
    published = {s.where: s.raw for s in item.published}
    credits = {s.where: s.raw for s in item.credits}

    assert published["jsonld:datePublished"] == "2019-02-24T07:42:00+08:00"
    assert published["script:newsTime"] == "2019-02-24 07:42:09"
    assert published["script:ct"] == "1550965320"
    assert credits["jsonld:author"] == "王小明"
    assert credits["script:source:source"] == "青溪日报"
    assert credits["script:editor:editorName"] == "李青"
    assert item.origin_url == "http://paper.qx.test/2"
    assert item.template == "ifeng_new"


def test_the_machine_form_of_a_time_element_is_a_statement() -> None:
    time = "<time datetime='2019-02-24T07:42:00+08:00'>2019-02-24</time>"
    item = extract(
        pages.whole(f"<h1>{pages.HEADLINE}</h1><p>{time}</p><div>{pages.paragraphs()}</div>")
    )
    assert ("2019-02-24T07:42:00+08:00", "visible:field:time") in [
        (stated.raw, stated.where) for stated in item.published
    ]


def test_rules_of_a_channel_sharpen_and_never_lose_the_article() -> None:
    rules = ArticleRules(
        headline="h2.big", body="#text", source=".from", editor=".who", published=".when",
        section=".where", drop=(".advert",), template="qx",
    )  # fmt: skip
    html = pages.whole(
        f"""<h1>青溪要闻</h1><h2 class="big">{pages.HEADLINE}</h2><b class="where">要闻</b>
        <i class="from">青溪日报</i><i class="who">李青</i><i class="when">2019-02-24 07:42</i>
        <div><p>{pages.BODY[0] * 9}</p></div><div id="text">{pages.paragraphs()}<p class="advert">点此领奖</p></div>"""
    )
    item = extract(html, rules=rules)

    assert item.headline_raw == pages.HEADLINE
    assert [b.text for b in item.blocks] == list(pages.BODY)
    assert item.section_raw == "要闻"
    assert item.published[0].where == "visible:rule"
    assert {(s.raw, s.where) for s in item.credits} >= {
        ("青溪日报", "visible:source:rule"),
        ("李青", "visible:editor:rule"),
    }
    assert item.template == "qx"
    broken = extract(html, rules=ArticleRules(body="#gone", headline="###", template="qx"))
    assert any(pages.BODY[0] in block.text for block in broken.blocks)


def test_a_page_in_gb18030_declared_gb2312_is_read() -> None:
    html = pages.whole(
        f"<h1>{pages.HEADLINE}</h1><div>{pages.paragraphs()}<p>朱镕、堉然两家企业参会，贛州来客到场。</p></div>",
        head='<meta http-equiv="Content-Type" content="text/html; charset=gb2312">',
    )
    item = extract_article(
        html.encode("gb18030"),
        channel="qx",
        url=URL,
        fetched_at=FETCHED,
        content_type="text/html; charset=utf-8",
    )
    assert item.encoding == "gb18030"
    assert "堉然" in item.blocks[-1].text


def test_address_hints_are_kept() -> None:
    head = (
        '<link rel="canonical" href="http://news.qx.test/c.html">'
        '<meta property="og:url" content="http://news.qx.test/o.html">'
    )
    item = extract(
        pages.whole(f"<h1>{pages.HEADLINE}</h1><div>{pages.paragraphs()}</div>", head=head)
    )
    assert item.canonical_hints == {
        "rel": "http://news.qx.test/c.html",
        "og": "http://news.qx.test/o.html",
    }
    assert item.canonical_url == URL


def test_a_heading_that_ends_the_title_after_the_name_of_the_site_is_the_headline() -> None:
    headline = "青溪县工业园区三座标准厂房封顶"
    page = pages.whole(
        f"<h1>{headline}</h1>{pages.paragraphs()}", title=f"青溪日报数字报-{headline}"
    )
    assert extract(page).headline_raw == headline


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ('<a href="http://qingxi.test/2019/1.html">青溪日报</a>', "http://qingxi.test/2019/1.html"),
        ('<a href="http://qingxi.test/">青溪日报</a>', None),
        ('<a href="javascript:void(0)">青溪日报</a>', None),
        ('青溪日报 <a href="/comments/1.html">评论</a>', None),
    ],
)
def test_a_link_behind_the_origin_is_the_address_of_the_source(
    link: str, address: str | None
) -> None:
    line = f"<div>2019年02月24日07:42 | 来源：{link}</div>"
    page = pages.whole(f"<h1>{pages.HEADLINE}</h1>{line}{pages.paragraphs()}")
    assert extract(page).origin_url == address
