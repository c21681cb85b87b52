# ruff: noqa: E501 - markup is kept as one line where a page would keep it
"""Pages as outlets of many kinds lay them out, read and cleaned: every field as a reader sees it.

Every text is invented. Each case is a convention that stands on more than one site.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from crawler.extract.article_page import extract_article
from crawler.items import to_line
from transforms.clean.article import as_output

TITLE = "青溪老码头变身滨江公园"
BODY = (
    "青溪老码头改造工程昨日完工，昔日的货场变成了滨江公园，市民可以沿着步道一直走到白塔桥。",
    "设计团队保留了三座吊机和一段铁轨，把旧仓库改成了展厅，首展讲述码头百年变迁。",
    "公园全天免费开放，周边新增停车位两百个，三条公交线路将在月底前延伸到正门。",
)
FEED = "".join(
    f'<div class="k{n}"><div>{head}</div><div>{text}</div><div>青溪网 {n}小时前</div></div>'
    for n, (head, text) in enumerate(
        [
            ("白塔镇集市迎来客流高峰", "周末两天，镇上的老街来了近万名游客，小吃摊从早忙到晚，不少店家的食材下午就卖光了。"),
            ("城北小学新操场投用", "新操场铺设了环保跑道，雨天也不积水，孩子们在体育课上第一次跑完了四百米。"),
            ("夜班公交加密班次", "运营方说，夜间客流比去年同期多了三成，今后最后一班车将推迟到零点三十分发出。"),
        ]
        * 4
    )
)  # fmt: skip
SUMMARY = "昨日完工的滨江公园由老码头改造而成，记者走访了设计团队和附近的居民，听他们讲述这片岸线的过去和今天。"
SECTIONS = [
    line
    for number, paragraph in enumerate(BODY * 3)
    for line in (f"{number}、老码头的新故事", f"其{number}，{paragraph}{paragraph[::-1]}")
]
COMMENTS = "".join(
    f"<div><b>网友{n}</b><p>{said}</p><i>2020-03-0{n + 1} 10:00</i></div>"
    for n, said in enumerate(
        ["支持，这样的公园早就该有了，去年就听说要修。", "路过看看，我们这边还没有动静，羡慕。"] * 4
    )
)
WHEN, WHERE = "2019-02-24 07:42", "青溪日报"


def text(*lines: str) -> str:
    return "".join(f"<p>\u3000\u3000{line}</p>" for line in lines or BODY)


def read(
    body: str, *, title: str = f"{TITLE}_青溪网", url: str = "http://n.qx.test/p/1.html"
) -> dict[str, Any]:
    html = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    item = extract_article(
        html.encode(), channel="qx", url=url, fetched_at="2021-01-01T00:00:00+00:00"
    )
    return as_output(json.dumps({"id": "1", **to_line(item)}))


INFO = f"<div>{WHEN} 来源：{WHERE}</div>"
CASES: dict[str, tuple[dict[str, str], dict[str, Any]]] = {
    "the site's name is every page's title": (
        {"body": f"<a href='/'>青溪新闻网</a><table><tr><td align=center><b>{TITLE}</b></td></tr><tr><td>{INFO}</td></tr><tr><td>{text()}</td></tr></table>", "title": "青溪新闻网"},
        {"headline": TITLE, "source": WHERE},
    ),
    "an e-paper prints its name before the headline": (
        {"body": f"<p>青溪日报</p><table><tr><td>{TITLE}</td></tr></table><div id=ozoom>{text()}</div>", "title": f"青溪日报数字报-{TITLE}"},
        {"headline": TITLE},
    ),
    "a title cut short and without its quotation marks, a summary cut short": (
        {"body": f"<h2>“青溪”老码头变身滨江公园</h2>{INFO}<div><p>摘要：{BODY[0][:30]}……</p>{text()}</div>", "title": "青溪老码头变身..._青溪网"},
        {"headline": "“青溪”老码头变身滨江公园", "source": WHERE},
    ),
    "the site's name in h1, an announcement above all, the editor behind the last sentence": (
        {"body": f"<div>公告：本站系统将于本周六凌晨升级维护，届时部分功能可能无法使用，敬请谅解。</div><div>今天是2020年5月20日 星期三</div><h1>青溪日报</h1><div class=w><p>{TITLE}</p>{INFO}{text(*BODY[:2], BODY[2] + '<span>（责任编辑：李青）</span>')}</div>", "title": "青溪日报"},
        {"publish_time": WHEN, "source": WHERE, "editor": ["李青"]},
    ),
    "a column's name in h1, the headline in h2": (
        {"body": f"<h1>青溪时评</h1><div><h2>{TITLE}</h2>{INFO}{text()}</div>", "title": f"【评论】{TITLE}"},
        {"headline": TITLE},
    ),
    "marks and a date inside the heading": (
        {"body": f"<h1><span class=tag>原创</span>{TITLE}<small>{WHEN}</small></h1><div>来源：{WHERE}</div>{text()}"},
        {"headline": TITLE, "publish_time": WHEN, "source": WHERE},
    ),
    "date and outlet above the headline, without labels": (
        {"body": f"<div><span>{WHERE}</span> <span>{WHEN}</span></div><h1>{TITLE}</h1><div>{text()}</div>"},
        {"publish_time": WHEN, "source": WHERE},
    ),
    "the clock before the day": (
        {"body": f"<h1>{TITLE}</h1><div><i>07:42</i> <i>2019年02月24日</i> {WHERE}</div>{text()}"},
        {"publish_time": WHEN, "source": WHERE},
    ),
    "no year beside the headline, but in the address": (
        {"body": f"<h1>{TITLE}</h1><div><span>02-24 07:42</span> <span>{WHERE}</span></div>{text()}", "url": "http://n.qx.test/2019/0224/1.html"},
        {"publish_time": WHEN, "source": WHERE},
    ),
    "an English date, and dates of related posts": (
        {"body": f"<h1>{TITLE}</h1><p>By <a class=author>王小明</a> · Feb 24, 2019 · 5 min read</p><div>{text()}</div><div class=more><a href=/2>另一篇</a> Mar 1, 2020</div>"},
        {"publish_time": "2019-02-24", "source": None, "author": ["王小明"]},
    ),
    "section, outlet, author and date without labels": (
        {"body": f"<h1>{TITLE}</h1><div><span>社会新闻</span> <span>{WHERE}</span> <span>王小明</span> <span>{WHEN}</span></div>{text()}"},
        {"source": WHERE, "author": ["王小明"]},
    ),
    "names of fields and their values in a list": (
        {"body": f"<h1>{TITLE}</h1><dl><dt>发布时间：</dt><dd>{WHEN}</dd><dt>来源：</dt><dd>{WHERE}</dd><dt>作者：</dt><dd>王小明</dd><dt>责任编辑：</dt><dd>李青</dd></dl><div>{text()}</div>"},
        {"publish_time": WHEN, "source": WHERE, "author": ["王小明"], "editor": ["李青"]},
    ),
    "captions alone, and the date among them": (
        {"body": f"<div><h1>{TITLE}</h1><p>{WHEN} | 来源：{WHERE} | 编辑：李青</p><p>步道一角。</p><p>旧吊机成了景观。</p><p>市民在江边散步。</p></div>"},
        {"publish_time": WHEN, "source": WHERE, "editor": ["李青"], "body": "步道一角。\n旧吊机成了景观。\n市民在江边散步。"},
    ),
    "a feed of teasers outweighs a short article": (
        {"body": f"<div class=x1><div class=x2><h1>{TITLE}</h1>{INFO}<div class=x3>{text()}</div></div><div class=x4>{FEED}</div></div>"},
        {"source": WHERE},
    ),
    "old markup leaves the last paragraph outside the font element": (
        {"body": f"<table><tr><td><center><b>{TITLE}</b></center><center>作者：佚名 来源：{WHERE} 更新时间：2019-2-24 点击数：</center><font id=zoom>{''.join(f'<P>{line}' for line in BODY)}</font><div>【<a href=1>发表评论</a>】【<a href=2>打印此文</a>】【<a href=3>关闭窗口</a>】</div></td></tr></table>"},
        {"source": WHERE, "author": []},
    ),
    "the site's name strewn unseen between the sentences": (
        {"body": f"<h1>{TITLE}</h1>{INFO}<div>{text(*(f'{line}<span style=&#34;display:none&#34;>(青溪论坛)</span>'.replace('&#34;', chr(34)) for line in BODY))}</div>"},
        {},
    ),
    "an interview ends with a long question": (
        {"body": f"<h1>{TITLE}</h1><div>{WHEN} {WHERE} 作者：王小明</div><div>{text()}<p>记者：据了解，公园的夜景灯光已经安装完毕，何时亮灯？</p></div>"},
        {"author": ["王小明"], "body": "\n".join((*BODY, "记者：据了解，公园的夜景灯光已经安装完毕，何时亮灯？"))},
    ),
    "where the pictures are from is no source": (
        {"body": f"<h1>{TITLE}</h1><div>{WHEN}</div><div>{text()}<p>图片来源：青溪图库</p></div>"},
        {"source": None},
    ),
    "a byline and a dispatch of the Traditional press": (
        {"body": f"<h1>{TITLE}</h1><div><span>2019/02/24 07:42</span><span>（2019/02/25 09:12 更新）</span></div><div>{text('（青溪社記者張小明高雄24日電）' + BODY[0], *BODY[1:])}</div>"},
        {"publish_time": WHEN, "source": None, "author": ["張小明"], "body": "\n".join(("（青溪社記者張小明高雄24日電）" + BODY[0], *BODY[1:]))},
    ),
    "an advertisement and contacts among the paragraphs": (
        {"body": f"<h1>{TITLE}</h1>{INFO}<div>{text(BODY[0])}<div class=ad-content><p>【广告】青溪酒业周年庆，全场八折，买二送一，欢迎新老顾客光临品鉴。</p></div>{text(*BODY[1:])}<p>新闻热线：000-0000　投稿邮箱：news@qx.test</p><p>青溪日报社主办　地址：滨江路1号　邮编：000000</p></div>"},
        {},
    ),
    "a short article above comments without a name, its headline linked": (
        {"body": f"<table><tr><td><h1><a href='/p/1.html'>{TITLE}</a></h1><p>{WHEN}　来源：{WHERE}</p>{text(*BODY[:2])}</td></tr></table><div class=q1><h3>大家说</h3>{COMMENTS}</div>"},
        {"publish_time": WHEN, "source": WHERE, "body": "\n".join(BODY[:2])},
    ),
    "terms of reprint below the editor, and dated links": (
        {"body": f"<h1>{TITLE}</h1><div>来源：{WHERE}</div><div>{text()}<p>责任编辑 李青</p><p>【版权声明】未经授权，任何媒体和个人不得转载、链接、转贴或以其他方式使用。</p></div><div><a href=/2>记者调查：校门口的小饭桌</a> 2020-05-16 17:20</div>", "url": "http://n.qx.test/2019-02/24/content_12.htm"},
        {"publish_time": "2019-02-24", "source": WHERE, "editor": ["李青"]},
    ),
    "all lines of the head in one box with the paragraphs": (
        {"body": f"<div><p>{TITLE}</p><p>【字号：大 中 小】　2019年2月24日　{WHERE}　记者 王小明</p>{text()}<p>分享到：微信微博</p></div>"},
        {"publish_time": "2019-02-24", "source": WHERE, "author": ["王小明"]},
    ),
    "a summary under the headline, then sections with titles of their own": (
        {"body": f"<div><div><h1>{TITLE}</h1>{INFO}<p>{SUMMARY}</p></div><div>{text(*SECTIONS)}</div></div>"},
        {"source": WHERE, "body": "\n".join((SUMMARY, *SECTIONS))},
    ),
    "links and teasers in turn below the article": (
        {"body": f"<div><h1>{TITLE}</h1>{INFO}{text()}<h3>相关报道</h3><p><a href=/1>白塔镇集市迎来客流高峰</a></p><p>周末两天，镇上的老街来了近万名游客，小吃摊从早忙到晚。</p><p><a href=/2>城北小学新操场今日投用</a></p><p>新操场铺设了环保跑道，雨天也不积水，孩子们第一次跑完四百米。</p></div>"},
        {},
    ),
    "a notice is signed with its day": (
        {"body": f"<h1>{TITLE}</h1>{INFO}<div>{text()}<p align=right>青溪县住建局</p><p align=right>2019年2月22日</p></div>"},
        {"body": "\n".join((*BODY, "青溪县住建局", "2019年2月22日"))},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_layout_is_read_as_a_reader_sees_it(case: str) -> None:
    page, expected = CASES[case]
    got = read(**page)

    expected = {"headline": TITLE, "body": "\n".join(BODY)} | expected
    assert {name: got.get(name) for name in expected} == expected
