# ruff: noqa: E501 - markup is kept as one line where a page would keep it
"""A page that only leads to articles is none; an article that leads to others is one."""

from __future__ import annotations

import pytest

from crawler.extract.article_page import extract_article

TITLES = [f"青溪镇第{n}座蓄水池在{place}正式开工建设" for n, place in enumerate("东西南北中上下前后左右里外高低远" , 1)]  # fmt: skip
TEASERS = [
    f"镇里把料场搬到了第{n}座蓄水池旁边，村民出门就能看到进度，负责人表示满意……"
    for n in range(1, 17)
]
PARAGRAPHS = [
    "2月23日，青溪县工业园区三座标准厂房同时封顶，总面积约六万平方米，年底前将全部投入使用。",
    "园区负责人说，厂房按照电子信息企业的要求设计，层高、承重和供电都留足了余量。",
]
TEXT = "".join(f"<p>{line}</p>" for line in PARAGRAPHS)
HEAD = "<h1>青溪县三座厂房封顶</h1><div class='info'>2019-02-24 07:42 来源：青溪日报</div>"
SECTION = "http://qx.test/yw/"
ARTICLE = "http://qx.test/a/201902/t20190224_1.html"


def cards(shape: str, count: int = 12) -> str:
    rows = zip(TITLES[:count], TEASERS[:count], strict=True)
    text = "".join(
        shape.format(n=n, title=title, teaser=teaser) for n, (title, teaser) in enumerate(rows, 1)
    )
    return f"<table>{text}</table>" if shape.startswith("<tr>") else text


SHAPES = {
    "list": "<li><a href='/a/{n}.html'>{title}</a><p>{teaser}</p><span>2019-02-{n:02}</span></li>",
    "boxes": "<div class='item'><h3><a href='/a/{n}.html'>{title}</a></h3><div class='sum'>{teaser}</div><div>2019-02-{n:02} 09:30</div></div>",
    "date_first": "<div class='item'><h2><a href='/a/{n}.html'>{title}</a></h2><em>2019-02-{n:02}</em><p>{teaser}<a href='/a/{n}.html'>[详细]</a></p></div>",
    "pictures": "<dl><dt><a href='/a/{n}.html'><img src='/{n}.jpg'></a></dt><dd><a href='/a/{n}.html'>{title}</a></dd><dd>{teaser}</dd></dl>",
    "no_holder": "<h4><a href='/a/{n}.html'>{title}</a></h4><p>{teaser}</p>",
    "rows": "<tr><td><a href='/a/{n}.html'>{title}</a></td></tr><tr><td>{teaser}</td></tr>",
    "whole_link": "<div class='news'><a href='/a/{n}.html'>{title}</a><br>{teaser}</div>",
}  # fmt: skip


def page(body: str, title: str = "要闻_青溪网") -> str:
    footer = "<div class='footer'><p>版权所有 青溪网 备案号 000000</p></div>"
    return f"<html><head><title>{title}</title></head><body>{body}{footer}</body></html>"


def reason(html: str, url: str = SECTION) -> str | None:
    return extract_article(
        html.encode(), channel="qx", url=url, fetched_at="2019-03-01T00:00:00+00:00"
    ).drop_reason


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("head", ["<h2>要闻</h2>", "<h1>青溪镇水利工程建设专题</h1>", ""], ids=["section", "topic", "bare"])  # fmt: skip
def test_headlines_with_teasers_are_no_article(name: str, head: str) -> None:
    title = "青溪镇水利工程建设专题_青溪网" if "专题" in head else "要闻_青溪网"

    assert (
        reason(page(f"{head}<div class='list'>{cards(SHAPES[name])}</div>", title)) == "index_page"
    )


LONG = "镇里把审批窗口搬到工地边上，企业跑一趟就能办完七件事，负责人说以前盖一个章要等三天，现在上午交材料下午就能拿到。"
ABOUT = "<div class='about'><p>青溪网由青溪日报社主办，是本地最早的新闻网站，为读者提供新闻、政务、生活、文体等各类信息。</p></div>"
LISTS = {
    "long teasers above a footer": cards("<div><h3><a href='/{n}.html'>{title}</a></h3><p>" + LONG + "</p><i>2019-02-{n:02} 来源：青溪日报</i></div>") + ABOUT,
    "teasers of two paragraphs": cards("<div><h3><a href='/{n}.html'>{title}</a></h3><p>{teaser}</p><p>" + LONG + "</p></div>"),
    "short headlines": cards("<li><a href='/{n}.html'>蓄水池{n:02}开工</a><p>{teaser}</p></li>") + ABOUT,
    "the day before the headline": cards("<li><span>2019-02-{n:02}</span><a href='/{n}.html'>{title}</a><p>{teaser}</p></li>"),
    "results of a search": "<p>共找到相关结果约20个</p>" + cards("<div><h3><a href='/{n}.html'>{title}</a></h3><div>{teaser}</div><cite>qx.test</cite></div>") + ABOUT,
    "the first headline with a teaser": f"<h1><a href='/1.html'>{TITLES[0]}</a></h1><p>{LONG}</p><ul>{cards('<li><a href=/{n}.html>{title}</a></li>', 16)}</ul>",
    "headlines alone": f"<ul>{cards('<li><a href=/{n}.html>{title}</a><i>2019-02-{n:02}</i></li>', 16)}</ul>",
}  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_lists_in_other_shapes_are_no_article(name: str) -> None:
    assert reason(page(f"<div class='list'>{LISTS[name]}</div>")) == "index_page"


def test_a_list_under_the_address_of_an_article_is_none() -> None:
    html = page(f"<div>{cards(SHAPES['list'])}</div>{ABOUT}", "青溪镇新闻列表_青溪网")

    assert reason(html, ARTICLE) == "index_page"


def test_an_article_below_a_feed_of_others_is_one() -> None:
    text = "".join(f"<p>{line}{LONG}</p>" for line in PARAGRAPHS * 3)
    html = page(
        f"<div class='hot'>{cards(SHAPES['list'], 5)}</div><h1>青溪县三座厂房封顶</h1><div>来源：青溪日报</div><div class='content'>{text}</div>",
        "青溪县三座厂房封顶_青溪网",
    )

    assert reason(html, ARTICLE) is None


INTRODUCTION = "<div class='intro'><p>今年以来，青溪镇把水利工程摆在突出位置，十六座蓄水池陆续开工，本专题汇集各村进展。</p></div>"
FRONTS = [
    "<div class='box'><h3>{section}</h3><ul>{rows}</ul></div>",
    "<div class='box'><div class='tit'>{section}</div><div>{rows}</div></div>",
]


@pytest.mark.parametrize("front", FRONTS)
@pytest.mark.parametrize(
    "url", [SECTION, "http://qx.test/zt/sl2019/", "http://qx.test/zt/sl/index.html"]
)
def test_the_front_of_a_topic_is_no_article(front: str, url: str) -> None:
    row = (
        "<li><a href='/a/{n}.html'>{title}</a><span>02-24</span></li>"
        if "<ul>" in front
        else "<p><a href='/a/{n}.html'>{title}</a></p>"
    )
    sections = "".join(
        front.format(section=name, rows=cards(row, 16))
        for name in ("最新动态", "各村进展", "图片报道")
    )

    assert reason(page(f"<h1>青溪镇水利专题</h1>{INTRODUCTION}{sections}", "青溪镇水利专题_青溪网"), url) in (
        "index_page", "no_article_text",
    )  # fmt: skip


@pytest.mark.parametrize("name", SHAPES)
@pytest.mark.parametrize("url", [SECTION, ARTICLE])
def test_an_article_above_a_feed_of_others_is_one(name: str, url: str) -> None:
    html = page(
        f"{HEAD}<div class='content'>{TEXT}</div><div class='feed'>{cards(SHAPES[name])}</div>",
        "青溪县三座厂房封顶_青溪网",
    )

    assert reason(html, url) is None


def test_a_digest_of_linked_headlines_is_an_article() -> None:
    digest = cards("<p><a href='/a/{n}.html'>{title}</a></p><p>{teaser}</p>")
    html = page(f"{HEAD}<div class='content'>{digest}</div>", "青溪县三座厂房封顶_青溪网")

    assert reason(html, ARTICLE) is None


def test_a_table_of_links_with_its_own_text_is_an_article() -> None:
    table = cards("<tr><td>{n}</td><td><a href='/a/{n}.html'>{title}</a></td></tr>", 16)
    html = page(
        f"{HEAD}<div class='content'>{TEXT}{table}</div>",
        "青溪县三座厂房封顶_青溪网",
    )

    assert reason(html, ARTICLE) is None


def test_a_short_notice_beside_many_headlines_is_an_article() -> None:
    notice = "<p>北岸大道1月8日起封闭施工，过往车辆请绕行南环路。</p>"
    html = page(
        f"{HEAD}<div class='content'>{notice}</div><div class='hot'>{cards(SHAPES['list'], 16)}</div>",
        "青溪县三座厂房封顶_青溪网",
    )

    assert reason(html, ARTICLE) is None


def test_two_paragraphs_without_a_date_beside_many_headlines_are_an_article() -> None:
    links = (
        f"<div class='right'><ul>{cards('<li><a href=/{n}.html>{title}</a></li>', 16)}</ul></div>"
    )
    html = page(
        f"<h1>青溪县三座厂房封顶</h1><div class='content'>{TEXT}</div>{links}",
        "青溪县三座厂房封顶_青溪网",
    )

    assert reason(html, "http://qx.test/s?id=1") is None


def test_a_headline_that_links_to_itself_is_no_index() -> None:
    head = f"<h1><a href='{ARTICLE}'>青溪县三座厂房封顶</a></h1>"

    assert (
        reason(
            page(f"{head}<div class='content'>{TEXT}</div>", "青溪县三座厂房封顶_青溪网"), ARTICLE
        )
        is None
    )


@pytest.mark.parametrize("said", ["共找到 1203 条与“青溪”相关的结果", "发表文章 302 篇", ""])
def test_what_a_search_found_is_no_article_whatever_its_address(said: str) -> None:
    body = f"<h1>搜索结果</h1><div class='info'>{said}</div>{cards(SHAPES['boxes'])}"
    assert reason(page(body, "青溪 - 搜索"), "http://qx.test/sh/c_1001234.htm") is not None
