# ruff: noqa: E501 - markup is kept as one line where a page would keep it
"""The headline is told from the names of site and column, from sub-headings and from other titles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crawler.extract.article_page import extract_article
from crawler.extract.rules import ArticleRules
from crawler.items import to_line
from tests.crawler.extract import pages

if TYPE_CHECKING:
    from crawler.items import Article

URL = "http://news.qx.test/2019/0224/1234.html"
HEADLINE = "青溪县三座标准厂房封顶 年底前全部投用"
OTHER = "白塔镇万亩油菜花迎来最佳观赏期"
INFO = "<div class='info'>2019-02-24 07:42 来源：青溪日报</div>"
P = pages.paragraphs()

PAGES: dict[str, tuple[str, str, str]] = {
    # name: title, body, headline
    "a part more at the start": (
        "青溪县三座标准厂房封顶 年底前全部投用_要闻_青溪网",
        f"<div class='title'><h3>青溪县5部门：三座标准厂房封顶 年底前全部投用</h3></div>{INFO}{P}",
        "青溪县5部门：三座标准厂房封顶 年底前全部投用",
    ),
    "a place more at the start": (
        "三座标准厂房封顶 年底前全部投用_青溪新闻_青溪网",
        f"<h2>{HEADLINE}</h2>{INFO}{P}",
        HEADLINE,
    ),
    "a place more, no heading element": (
        "三座标准厂房封顶 年底前全部投用_青溪新闻_青溪网",
        f"<div class='main'><p class='bt'>{HEADLINE}</p>{INFO}{P}</div>",
        HEADLINE,
    ),
    "a column in brackets before it": (
        "青溪县三座标准厂房封顶 年底前全部投用 经济_新闻中心_青溪网",
        f"<h1>【记者即时播报】{HEADLINE}</h1>{INFO}<div>青溪县三座标准厂房封顶</div><div>年底前全部投用</div>{P}",
        f"【记者即时播报】{HEADLINE}",
    ),
    "a kind before it": (
        f"{HEADLINE}-青溪网",
        f"<h1>组图：{HEADLINE}</h1>{INFO}{P}",
        f"组图：{HEADLINE}",
    ),
    "another ending": (
        "青溪县三座标准厂房封顶 年底前投用_青溪网",
        f"<h1>{HEADLINE}</h1>{INFO}{P}",
        HEADLINE,
    ),
    "a column in the only h1": (
        f"{HEADLINE}_青溪网",
        f"<h1>新闻中心</h1><h2>{HEADLINE}</h2>{INFO}{P}",
        HEADLINE,
    ),
    "a column that the title names first": (
        f"新闻中心_{HEADLINE}_青溪网",
        f"<h1>新闻中心</h1><h2>{HEADLINE}</h2>{INFO}{P}",
        HEADLINE,
    ),
    "a logo in the h1": (
        f"{HEADLINE} - 青溪网",
        f"<h1 class='logo'><a href='/'>青溪网</a></h1><div class='article-tit'>{HEADLINE}</div>{INFO}{P}",
        HEADLINE,
    ),
    "the title names the column on all pages": (
        "要闻_青溪网",
        f"<h2>要闻</h2><h1>{HEADLINE}</h1>{INFO}{P}",
        HEADLINE,
    ),
    "the title names the column, headline without a heading": (
        "要闻-青溪网",
        f"<h2><a href='/yw/'>要闻</a></h2><div class='tit'>{HEADLINE}</div>{INFO}{P}",
        HEADLINE,
    ),
    "the title names the site, column in the h1": (
        "青溪新闻网",
        f"<h1>时政要闻</h1><div class='biaoti'>{HEADLINE}</div>{INFO}{P}",
        HEADLINE,
    ),
    "a sub-heading longer than it": (
        f"{HEADLINE}_青溪网",
        f"<h3>全县重点项目建设现场推进会在工业园区召开并部署下一阶段工作</h3><h1>{HEADLINE}</h1><h2>县工信局负责人表示三年内新增就业岗位两千个以上</h2>{INFO}{P}",
        HEADLINE,
    ),
    "a sub-heading in the title too": (
        f"{HEADLINE} 三年内新增岗位两千个_青溪网",
        f"<h1>{HEADLINE}</h1><h2>三年内新增岗位两千个</h2>{INFO}{P}",
        HEADLINE,
    ),
    "a line above it in the same size": (
        f"{HEADLINE}_青溪网",
        f"<div class='yt'>项目为王看青溪</div><div class='bt'>{HEADLINE}</div>{INFO}{P}",
        HEADLINE,
    ),
    "linked again in a list above": (
        f"{HEADLINE}_青溪网",
        f"<ul><li><a href='/1.html'>{OTHER}</a></li><li><a href='/2.html'>{HEADLINE}</a></li></ul><h2>{HEADLINE}</h2>{INFO}{P}",
        HEADLINE,
    ),
    "a headline beside it in an h1 box": (
        f"{HEADLINE}_青溪网",
        f"<div class='tit'>{HEADLINE}</div>{INFO}{P}<h1><a href='/3.html'>{OTHER}</a></h1>",
        HEADLINE,
    ),
    "its own words again in the text": (
        "三座标准厂房封顶 年底前全部投用_青溪网",
        f"<h1>{HEADLINE}</h1>{INFO}<p><b>三座标准厂房封顶</b></p>{P}",
        HEADLINE,
    ),
    "broken in two lines": (
        f"{HEADLINE}_青溪网",
        f"<h1>青溪县三座标准厂房封顶<br>年底前全部投用</h1>{INFO}{P}",
        HEADLINE,
    ),
    "shorter than the title": (
        f"{HEADLINE}（组图）_青溪网",
        f"<h1>{HEADLINE}</h1>{INFO}{P}",
        HEADLINE,
    ),
}


def extract(title: str, body: str, head: str = "") -> Article:
    html = pages.whole(body, title=title, head=head)
    return extract_article(
        html.encode(), channel="qx", url=URL, fetched_at="2019-03-01T00:00:00+00:00"
    )


@pytest.mark.parametrize("layout", PAGES)
def test_the_headline_is_what_the_page_prints_above_its_text(layout: str) -> None:
    title, body, headline = PAGES[layout]
    item = extract(title, body)
    assert item.headline_raw == headline
    assert item.drop_reason is None
    assert [b.text for b in item.blocks if b.text in pages.BODY] == list(pages.BODY)


def test_every_claim_of_a_headline_is_told_with_place_rule_and_strength() -> None:
    title = f"新闻中心_{HEADLINE}_青溪网"
    head = f'<meta property="og:title" content="{OTHER}">'
    item = extract(title, f"<h1>新闻中心</h1><h2 class='tit big'>{HEADLINE}</h2>{INFO}{P}", head)
    assert [(c.raw, c.where, c.rule) for c in item.headlines] == [
        (HEADLINE, "h2.tit", "in_title"),
        ("新闻中心", "h1", "in_title"),
        (OTHER, "meta", "stated"),
        (title, "title", "stated"),
    ]
    assert 0 < item.headlines[-1].strength < item.headlines[0].strength < 1
    assert item.headline_raw == HEADLINE
    assert to_line(item)["headlines"][0]["raw"] == HEADLINE


def test_a_channels_rule_is_the_first_claim_and_the_others_stay() -> None:
    html = pages.whole(f"<h1>{OTHER}</h1><b>{HEADLINE}</b>{INFO}{P}", title=OTHER)
    item = extract_article(
        html.encode(),
        channel="qx",
        url=URL,
        fetched_at="2019-03-01T00:00:00+00:00",
        rules=ArticleRules(headline="b"),
    )
    assert [(c.raw, c.rule) for c in item.headlines] == [
        (HEADLINE, "channel_rule"),
        (OTHER, "in_title"),
    ]


def test_without_a_heading_the_head_of_the_page_is_the_claim() -> None:
    item = extract(HEADLINE, f"<p><img src='a.jpg'></p>{P}")
    assert [(c.raw, c.where) for c in item.headlines] == [(HEADLINE, "title")]
