# ruff: noqa: E501 - markup is kept as one line where a page would keep it
"""A name tells where a page's article is not, unless it stands on the article itself."""

from __future__ import annotations

import json

import pytest

from crawler.extract.article_page import extract_article
from crawler.items import to_line
from tests.crawler.extract import pages
from transforms.clean.article import as_output

URL = "http://news.qx.test/2019/0224/1234.html"
H = f"<h1>{pages.HEADLINE}</h1><div class='info'>2019-02-24 07:42 来源：青溪日报</div>"
P = pages.paragraphs()
SHORT = "<p>2月23日，青溪县工业园区三座标准厂房同时封顶，年底前投入使用。</p>"
WORDS = (
    "园区的路修好以后，送货的车不用再绕道，附近几家店的生意也跟着好了起来。",
    "周末有不少家长带着孩子来看展览，讲解员说来的人比去年同期多了三成。",
    "老人们在树下下棋，旁边的茶摊从早开到晚，一壶茶只收两块钱，坐多久都行。",
    "这条消息说得很实在，我家就在园区旁边，希望厂房早点投用，大家都在家门口上班。",
)
SIDEBAR = "".join(
    f"<div class='item'><h4><a href='/s/{k}.html'>白塔镇第{k}期春季采风活动圆满结束</a></h4><p>{WORDS[k % 3]}</p></div>"
    for k in range(40)
)
PLAIN = "".join(f"<p>第{k}次来看，{WORDS[k % 4]}</p>" for k in range(24))
COMMENTS = "".join(
    f"<li class='cmt'><b>网友{k}</b><p>{WORDS[3]}第{k}次来看，{WORDS[k % 3]}</p><span>回复</span></li>"
    for k in range(40)
)


def kept(html: str) -> list[str]:
    """Lines of the body that a reader of the cleaned article gets."""
    item = extract_article(
        html.encode(), channel="qx", url=URL, fetched_at="2019-03-01T00:00:00+00:00"
    )
    row = as_output(json.dumps(to_line(item), ensure_ascii=False))
    return (row.get("body") or "").split("\n")


WHOLE = {
    "page_ on every wrapper": f"<div class='page_leftbox left'>{H}<div class='page_f_Box'><div class='page_Content f14px'>{P}</div></div></div>",
    "numbered top on the wrapper": f"<div class='web_top_3'><div class='web_top_31'>{H}<div class='web_top_32'>{P}</div></div></div>",
    "share box around the text": f"<div class='main'>{H}<div class='BSHARE_POP'>{P}</div></div>",
    "share box around share box": f"<div class='main'>{H}<div class='bdsharebuttonbox'><div class='share_box' id='share'>{P}</div></div></div>",
    "a post of a blog with its tags": f"<div class='post-519 post type-post tag-519 tag-more hentry'>{H}<div class='tag-519'>{P}</div></div>",
    "right column is the main one": f"<div class='left'><ul>{pages.NAV}</ul></div><div class='right'>{H}<div class='right'>{P}</div></div>",
    "headline above both columns": f"<div class='tit'>{H}</div><div class='fr'><div class='fr_in'>{P}</div></div><div class='fl'><ul>{pages.RELATED}</ul></div>",
    "aside words on html and body": f"<div class='main'>{H}<div>{P}</div></div>",
    "aside words on every ancestor": f"<div class='header'><div class='side'><div class='hot'><div class='more'>{H}<div class='top'>{P}</div></div></div></div></div>",
    "surely aside words around the headline": f"<div class='comment-page'><div class='recommend'><div class='menu-wrap'>{H}<div>{P}</div></div></div></div>",
    "aside word on the headline's own wrapper": f"<div class='main'><div class='header top'>{H}</div><div>{P}</div></div>",
    "aside word on every paragraph": f"<div class='main'>{H}<div>{P.replace('<p>', '<p class=share-text>')}</div></div>",
    "numbered aside words on paragraphs": f"<div class='main'>{H}<div>"
    + "".join(f"<p class='page_{k} tips'>{line}</p>" for k, line in enumerate(pages.BODY))
    + "</div></div>",
    "an id with foot in it": f"<div id='footer-news-content'>{H}<div>{P}</div></div>",
    "an id with foot in it, text only": f"<div class='main'>{H}<div id='art_foot'>{P}</div></div>",
    "all in an aside element": f"<aside>{H}<div>{P}</div></aside>",
    "text in an aside element": f"<div class='main'>{H}<aside>{P}</aside></div>",
    "all in one form": f"<form id='aspnetForm' action='x.aspx'><div><ul>{pages.NAV}</ul></div><div>{H}<div>{P}</div></div></form>",
    "text in a form": f"<div class='main'>{H}<form name='form1'><table><tr><td>{P}</td></tr></table></form></div>",
    "all in a nav element": f"<nav class='wrap'>{H}<div>{P}</div></nav>",
    "text in a nav element": f"<div>{H}<nav>{P}</nav></div>",
    "all in an item of a list": f"<ul class='wrap'><li class='l'>{H}<div>{P}</div></li><li class='r'><ul>{pages.RELATED}</ul></li></ul>",
    "all in cells named as asides": f"<table class='top'><tr><td class='side'><ul>{pages.NAV}</ul></td><td class='right'>{H}<table><tr><td class='more'>{P}</td></tr></table></td></tr></table>",
    "sidebar five times as long": f"<div class='wrap'><div class='l'>{H}<div>{P}</div></div><div class='r-con'>{SIDEBAR}</div></div>",
    "sidebar of plain text": f"<div class='wrap'><div class='l'>{H}<div>{P}</div></div><div class='r-con'><h3>走进青溪</h3>{PLAIN}</div></div>",
    "foot of plain text": f"<div class='wrap'><div class='l'>{H}<div>{P}</div></div></div><div class='bt'><h4>本网简介</h4>{PLAIN}</div>",
    "sidebar of much plain text": f"<div class='wrap'><div class='l'>{H}<div>{P}</div></div><div class='r-con'>{PLAIN}{PLAIN.replace('第', '又')}{PLAIN.replace('第', '再')}</div></div>",
    "sidebar before the article": f"<div class='wrap'><div class='r-con'>{SIDEBAR}</div><div class='l'>{H}<div>{P}</div></div></div>",
    "sidebar beside a misnamed article": f"<div class='wrap'><div class='l'>{H}<div class='BSHARE_POP'>{P}</div></div><div class='r-con'>{SIDEBAR}</div></div>",
    "comments ten times as long": f"<div class='wrap'>{H}<div>{P}</div><div class='comment_box'><ul>{COMMENTS}</ul></div></div>",
    "unnamed comments": f"<div class='wrap'><div>{H}<div>{P}</div></div><div class='wy'><ul>{COMMENTS}</ul></div></div>",
    "comments below a misnamed article": f"<div class='wrap'>{H}<div class='tips'>{P}</div><div class='comment_box'><ul>{COMMENTS}</ul></div></div>",
    "the article a second time": f"<div class='wrap'><div class='pc'>{H}<div>{P}</div></div><div class='elders'>{H.replace('h1', 'h2')}<div>{P}</div></div></div>",
    "nested articles": f"<article>{H}<p>{pages.BODY[0]}</p><article><p>{pages.BODY[1]}</p><p>{pages.BODY[2]}</p></article><p>{pages.BODY[3]}</p></article>",
    "an article for each paragraph": f"<article>{H}"
    + "".join(f"<article><p>{line}</p></article>" for line in pages.BODY)
    + "</article>",
}


@pytest.mark.parametrize("layout", WHOLE)
def test_no_name_costs_an_article(layout: str) -> None:
    html = pages.whole(WHOLE[layout], title=f"{pages.HEADLINE}_青溪网")
    if "html and body" in layout:
        html = html.replace("<html>", "<html class='footer'>").replace(
            "<body>", "<body id='comment' class='sidebar popup'>"
        )
    assert kept(html) == list(pages.BODY)


LINKS = "".join(f"<li><a href='/c/{k}.html'>乡镇动态与部门信息{k}</a></li>" for k in range(20))
BRIEF = {
    "in a list with more links than text": f"<ul><li>{H}<div>{SHORT}</div></li>{LINKS}</ul>",
    "in a list, in cells of a list": f"<dl><dt>{H}</dt><dd>{SHORT}</dd><dd><ul>{LINKS}</ul></dd></dl>",
    "a photo and its line, sidebar": f"<div class='wrap'><div class='l'>{H}<div><p><img src='a.jpg'></p>{SHORT}</div></div><div class='side'>{SIDEBAR}</div></div>",
    "a photo and its line, unnamed sidebar": f"<div class='wrap'><div class='l'>{H}<div><p><img src='a.jpg'></p>{SHORT}</div></div><div class='r-con'>{SIDEBAR}</div></div>",
    "one paragraph, comments": f"<div class='wrap'>{H}<div>{SHORT}</div><div class='pinglun'><ul>{COMMENTS}</ul></div></div>",
    "one paragraph, unnamed comments": f"<div class='wrap'>{H}<div>{SHORT}</div><div class='wy'><ul>{COMMENTS}</ul></div></div>",
    "one paragraph, long notice": f"<div class='wrap'>{H}<div>{SHORT}</div></div><div class='foot'><p>{'凡本网注明来源的作品，版权均属于本网，未经授权不得转载。' * 6}</p></div>",
    "one paragraph in a form": f"<form>{H}<div>{SHORT}</div></form>",
    "one paragraph in a cell": f"<table><tr><td>{H}</td></tr><tr><td>{SHORT}</td></tr><tr><td><ul>{pages.RELATED}</ul></td></tr></table>",
}


@pytest.mark.parametrize("layout", BRIEF)
def test_a_short_article_is_not_lost_to_what_is_longer(layout: str) -> None:
    assert kept(pages.whole(BRIEF[layout], title=f"{pages.HEADLINE}_青溪网")) == [SHORT[3:-4]]


EMPTY = {
    "a film and comments": f"{H}<video src='a.mp4'></video><div class='comments'><ul>{COMMENTS}</ul></div>",
    "a film and teasers": f"{H}<video src='a.mp4'></video><div class='wy'>{SIDEBAR}</div>",
    "a list with teasers": f"<h2>要闻</h2><div>{SIDEBAR}</div>",
    "recommended articles below an empty text": f"{H}<div class='text'></div><div class='recommend'>{SIDEBAR}</div>",
    "rights only": f"{H}<div class='text'></div><div class='footer'><p>版权所有：青溪新闻网，未经授权不得转载。网站备案号 000000</p></div>",
}


@pytest.mark.parametrize("layout", EMPTY)
def test_furniture_is_no_article_where_there_is_no_text(layout: str) -> None:
    assert kept(pages.whole(EMPTY[layout], title=f"{pages.HEADLINE}_青溪网")) == [""]


def test_a_photo_with_a_line_without_a_sentence_in_a_list_of_links_keeps_its_headline() -> None:
    line = "航拍青溪县工业园区三座标准厂房 李明 摄"
    page = pages.whole(
        f"<ul><li>{H}<p><img src='a.jpg'></p><p>{line}</p></li>{LINKS}</ul>", title="青溪网"
    )
    item = extract_article(
        page.encode(), channel="qx", url=URL, fetched_at="2019-03-01T00:00:00+00:00"
    )
    assert item.headline_raw == pages.HEADLINE


def test_a_summary_under_the_headline_costs_no_text_that_stands_elsewhere() -> None:
    summary = f"<div class='h'>{H}<p>{WORDS[0]}</p></div>"
    page = pages.whole(f"<div>{summary}<div class='b'>{P}</div></div>", title=pages.HEADLINE)
    assert [line for line in kept(page) if line != WORDS[0]] == list(pages.BODY)
