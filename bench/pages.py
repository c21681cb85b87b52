"""Pages for the extraction bench: as heavy with navigation, scripts and lists as real portals.

A real page of 150 KB is nearly half script and has about a thousand elements; so have these. Every
text is made of our own words by a seeded generator; the same seed gives the same page.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS = (
    *("青溪县", "工业园区", "标准厂房", "项目", "会议", "强调", "推进", "高质量", "发展", "白塔镇"),
    *(
        "企业",
        "招商",
        "引资",
        "家具",
        "产业",
        "集群",
        "乡村",
        "振兴",
        "干部",
        "群众",
        "春耕",
        "生产",
    ),
    *(
        "脐橙",
        "种植",
        "新能源",
        "汽车",
        "科技",
        "建设",
        "改革",
        "投产",
        "就业",
        "岗位",
        "服务",
        "市民",
    ),
)
MAX_BODY = 40
"""Paragraphs of a page of usual size; larger pages get more."""


def article_page(size: int, *, seed: int) -> str:
    """A page of about ``size`` bytes: a tenth of it article, the rest what portals put around."""
    rng = random.Random(seed)
    headline = f"青溪县{sentence(rng, 5)}项目集中开工"
    count = max(6, min(MAX_BODY, size // 4000)) if size <= 600_000 else size // 8000
    body = "".join(f"<p>\u3000\u3000{paragraph(rng)}</p>\n" for _ in range(count))
    page = (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{headline}_青溪网</title>"
        f"<meta name='publishdate' content='2019-02-24'>{scripts(rng, size * 9 // 20)}</head>"
        f"<body><div class='topbar'><ul class='nav'>{links(rng, 40)}</ul></div><div class='main'>"
        "<div class='crumb'>当前位置：<a href='/'>首页</a></div>"
        f"<h1 class='title'>{headline}</h1><div class='info'><span class='time'>2019-02-24 07:42"
        "</span> <span class='source'>来源：青溪日报</span></div>"
        f"<div class='article-content' id='content'>{body}<p>[责任编辑：李青]</p></div>"
    )
    tail = f"<div class='footer'>{links(rng, 20)}<p>版权所有 青溪网</p></div></body></html>"
    side = []
    left = size - len(page.encode()) - len(tail.encode())
    while left > 0:
        box = (
            f"<div class='sidebar'><h3><a href='/more'>{sentence(rng, 2)}</a></h3><ul class='list'>"
            f"{links(rng, 25)}</ul></div>\n"
        )
        side.append(box)
        left -= len(box.encode())
    return page + "</div>" + "".join(side) + tail


def paragraph(rng: random.Random) -> str:
    return "".join(f"{sentence(rng, rng.randint(4, 9))}，{sentence(rng, 5)}。" for _ in range(4))


def sentence(rng: random.Random, words: int) -> str:
    return "".join(rng.choice(WORDS) for _ in range(words))


def links(rng: random.Random, count: int) -> str:
    """Entries as portals write them: counted links, long addresses, a thumbnail now and then."""
    return "".join(
        f"<li class='list-item clearfix' data-index='{n}'><a class='list-link' target='_blank' "
        f"href='http://www.qingxi.test/channel/news/2019/0224/{rng.randrange(10**9)}.html?spm=a2c4g.{n}"
        f".list.{rng.randrange(10**6)}' title='{(title := sentence(rng, 6))}'>{title}</a>"
        f"<span class='date'>02-{rng.randint(10, 28)}</span></li>\n"
        for n in range(count)
    )


def scripts(rng: random.Random, size: int) -> str:
    line = (
        "function f%d(a, b) { if (a < b && b > 0) { return '<div>' + a + '</div>'; } return b; }\n"
    )
    text = "".join(line % rng.randrange(10**6) for _ in range(max(1, size // 95)))
    return f"<script>{text}</script><style>.a {{ color: red; }}</style>"


def hostile_pages(size: int = 8 * 1024 * 1024 - 64) -> Iterator[tuple[str, bytes]]:
    """Pages made to exhaust a parser: nesting, floods of names and attributes, endless values."""
    units = {
        "deep blocks": "<div>",
        "deep inline": "<b>",
        "deep tables": "<table><tr><td>",
        "formatting elements": "<i><p>",
        "links in links": "<a href=x>",
        "options": "<select><option>",
        "open comments": "<!--",
        "entities": "&amp;",
        "angles": "<",
        "one text": "青，",
        "short paragraphs": "<p>青溪，县。</p>",
    }
    for name, unit in units.items():
        yield name, (unit * (size // len(unit.encode()))).encode()
    yield "attributes", ("<p " + " ".join(f"a{i}=1" for i in range(size // 12)) + ">").encode()
    yield "names", "".join(f"<x{i}>" for i in range(size // 12)).encode()
    yield "one value", ('<img src="data:x,' + "A" * (size - 99) + '"><p>青溪，县。</p>').encode()
