# ruff: noqa: E501 - markup is kept as one line where a page would keep it
"""Names on a list, its rows and what is around it cost neither the rows nor their dates."""

from __future__ import annotations

import pytest

from crawler.extract.listing import extract_list
from tests.crawler.extract import pages

URL = "http://news.qx.test/list/index.html"
EVENTS = (
    "春耕现场会召开",
    "公租房网上登记",
    "重点项目开工",
    "老旧小区改造",
    "公交线路调整",
    "农商行支持育秧",
)
TITLES = [f"青溪县{place}乡{event}" for place, event in zip("东西南北上下", EVENTS, strict=True)]
KINDS = ("world", "local", "sports", "world", "film", "local")
ROWS = [
    {"h": f"/2019/{9106 + k}.html", "t": title, "d": f"2019-02-{24 - k}", "k": k + 1, "c": kind}
    | {"tags": " ".join(f"tag-{k}{j}" for j in range(k % 3 + 1))}
    for k, (title, kind) in enumerate(zip(TITLES, KINDS, strict=True))
]
WANTED = [(row["h"], row["t"], row["d"]) for row in ROWS]
LI = "<li><a href='{h}'>{t}</a><span>{d}</span></li>"
HOT = "".join(
    f"<li><a href='/hot/{k}.html'>这碗米粉凭什么排队{k}小时也要吃</a></li>" for k in range(12)
)
OTHERS = [f"白塔镇第{k}期春季采风活动圆满结束" for k in "一二三四五六七八九十"]


def rows(row: str) -> str:
    return "".join(row.format(**values) for values in ROWS)


def slides(name: str, titles: list[str], hrefs: list[str]) -> str:
    return "".join(
        f"<a class='{name}' href='{href}'><img src='a.jpg'><h3>{title}</h3></a>"
        for title, href in zip(titles, hrefs, strict=True)
    )


OWN = slides("swiper-slide", TITLES, [str(row["h"]) for row in ROWS])
ELSE = slides("swiper-slide", OTHERS, [f"/2018/{k}.html" for k in range(len(OTHERS))])
PLACE = "<div class='crumb'>当前位置：<a href='/'>首页</a> &gt; 要闻</div>"
LAYOUTS = {
    "a swiper of the same articles above": f"{PLACE}<div class='swiper-wrapper'>{OWN * 3}</div><ul class='list'>{rows(LI)}</ul>",
    "a swiper of other articles above": f"{PLACE}<div class='swiper-wrapper'>{ELSE}</div><ul class='list'>{rows(LI)}</ul>",
    "a swiper that repeats its slides": f"{PLACE}<div class='swiper-wrapper'>{ELSE * 3}</div><ul class='list'>{rows(LI)}</ul>",
    "an unnamed row of pictures of the same articles": f"{PLACE}<div class='x'>{OWN.replace('swiper-slide', 'y') * 2}</div><ul class='list'>{rows(LI)}</ul>",
    "a carousel below": f"{PLACE}<ul class='list'>{rows(LI)}</ul><div class='carousel'>{ELSE}</div>",
    "a focus box of list items": f"{PLACE}<ul class='focus'>{''.join(f'<li><a href=/f/{k}.html>{t}</a></li>' for k, t in enumerate(OTHERS))}</ul><ul class='list'>{rows(LI)}</ul>",
    "posts with their tags": "<ul class='posts'>" + rows("<li class='post-{k}51 post hentry {tags}'><h2><a href='{h}'>{t}</a></h2><time>{d}</time></li>") + "</ul>",
    "posts with their tags and kinds": "<div class='posts'>" + rows("<article class='post-{k}51 post type-post category-{c} {tags}'><h2 class='post-title'><a href='{h}'>{t}</a></h2><span>{d}</span></article>") + "</div>",
    "posts with a section and a summary": "<ul class='posts'>" + rows("<li class='item post-{k} {tags} category-{c}'><a href='/{c}/'>国际</a><h2><a href='{h}'>{t}</a></h2><i>{d}</i><p>镇里把窗口搬到工地边上，第{k}个项目当天就办完了手续。</p><a href='{h}'>阅读</a></li>") + "</ul>",
    "kinds without numbers": "<ul class='news'>" + rows("<li class='news-item {c}'><a href='{h}'>{t}</a><em>{d}</em></li>") + "</ul>",
    "a class of its own on each row": "<ul class='news'>" + rows("<li class='row r{c}{k}'><a href='{h}'>{t}</a><em>{d}</em></li>") + "</ul>",
    "tags on the body": f"<ul class='news'>{rows(LI)}</ul>",
    "every row an aside": "<ul class='news'>" + rows("<li class='hot-item rec'><a href='{h}'>{t}</a><em>{d}</em></li>") + "</ul>",
    "every row recommended": "<div class='news'>" + rows("<div class='recommend-item'><a href='{h}'>{t}</a><em>{d}</em></div>") + "</div>",
    "every title a tag": "<ul class='news'>" + rows("<li><a class='tag' href='{h}'>{t}</a><em class='more'>{d}</em></li>") + "</ul>",
    "page_ on the wrappers": f"<div class='page_leftbox'><div class='page_f_box'><ul class='page_list'>{rows(LI)}</ul></div></div>",
    "aside words on every ancestor": f"<div class='sidebar'><div class='footer'><div class='hot more'><ul class='rank'>{rows(LI)}</ul></div></div></div>",
    "in an aside element": f"<aside class='right'><ul>{rows(LI)}</ul></aside>",
    "in a nav element": f"<nav class='news'><ul>{rows(LI)}</ul></nav>",
    "in one form": f"<form action='x.aspx'><ul>{rows(LI)}</ul></form>",
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("beside", ["alone", "beside"])
def test_every_row_and_its_date_are_read(layout: str, beside: str) -> None:
    side = (
        f"<div class='sidebar'><h3>热门排行</h3><ul>{HOT}</ul></div>" if beside == "beside" else ""
    )
    html = pages.whole(f"<div class='wrap'>{LAYOUTS[layout]}{side}</div>", title="要闻_青溪网")
    if "on the body" in layout:
        html = html.replace("<body>", "<body class='archive tag tag-24259'>")
    found = extract_list(html.encode(), url=URL)
    assert [(entry.href, entry.title, entry.date) for entry in found] == WANTED
