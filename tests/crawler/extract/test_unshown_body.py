# ruff: noqa: E501 - scripts are kept as one line where a page would keep them
"""Articles that a page holds but does not show are read as if its script had written them in."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from crawler.extract import literals, script_data
from crawler.extract.article_page import extract_article
from crawler.extract.literals import Budget
from crawler.extract.script_data import read_data
from crawler.extract.state_articles import find_state_article
from crawler.items import to_line
from transforms.clean.article import as_output

if TYPE_CHECKING:
    from crawler.items import Article

TITLE = "开发区标准厂房封顶"
LINES = [
    "青溪县工业园区三座标准厂房同时封顶，总面积约六万平方米，年底前将全部投入使用。",
    "园区负责人说，厂房按照电子信息企业的要求设计，层高、承重和供电都留足了余量，签约后三个月就能投产。",
    "第三期标准厂房紧邻新建的污水处理站，目前已有八家企业预约参观，其中两家来自长三角地区。",
    "“以前盖一个章要等三天，现在上午交材料，下午就能拿到。”前来办事的企业代表说。",
    "县工信局表示，下一步将补齐员工宿舍和公交接驳两项配套，力争三年内新增就业岗位两千个。",
]
TEXT = "".join(f"<p>{line}</p>" for line in LINES)
OTHER = "".join(f"<p>第{n}座水库今日开闸放水，下游三个乡镇的灌区同时受益。</p>" for n in range(9))
ARTICLE = {
    "title": TITLE,
    "publishTime": "2019-02-24 07:42:00",
    "source": "青溪日报",
    "author": "王小明",
    "editor": "李青",
    "content": TEXT,
}
FOOTER = "<div class='footer'><p>青溪网由青溪日报社主办，是本地最早的新闻网站，为读者提供新闻、政务、生活、文体等各类信息。</p></div>"


def script(value: object) -> str:
    return json.dumps(value, ensure_ascii=False).replace("</", "<\\/")


def page(
    inside: str, *, title: str = f"{TITLE}_青溪网", shown: str = "<div id='app'></div>"
) -> str:
    return f"<html><head><title>{title}</title></head><body>{shown}{inside}</body></html>"


def read(html: str) -> Article:
    return extract_article(
        html.encode(), channel="qx", url="http://qx.test/c/8vTp6otkYlK", fetched_at="2019-02-25T00:00:00+00:00"
    )  # fmt: skip


def lines_of(item: Article) -> list[str]:
    return [block.text for block in item.blocks]


DOCUMENT = {
    "title": TITLE,
    "newsTime": "2019-02-24 07:42:00",
    "contentData": {
        "contentList": [{"type": "text", "data": TEXT}, {"type": "video", "data": {"guid": "1"}}]
    },
}
TABLE = [
    {"data": 1},
    {"detail": 2},
    {"title": 3, "content": 4, "publishTime": 5, "source": 6},
    TITLE,
    TEXT,
    "2019-02-24 07:42:00",
    {"name": 7},
    "青溪日报",
]
STATES = {
    "next": f'<script id="__NEXT_DATA__" type="application/json">{script({"props": {"pageProps": {"article": ARTICLE}}})}</script>',
    "nuxt_json": f"<script>window.__NUXT__={script({'data': [{'detail': ARTICLE}]})};</script>",
    "nuxt_call": f'<script>window.__NUXT__=(function(a,b,c){{c.name="青溪日报";return {{data:[{{detail:{{title:a,publishTime:b,source:c,top:!1,tags:void 0,content:{script(TEXT)}}}}}]}}}}("{TITLE}","2019-02-24 07:42:00",{{}}));</script>',
    "nuxt_call_called_outside": f'<script>window.__NUXT__=(function(a,b){{return {{detail:{{title:a,time:b,content:{script(TEXT)}}}}}}})("{TITLE}","2019-02-24 07:42:00")</script>',
    "nuxt_table": f'<script type="application/json" id="__NUXT_DATA__">{script(TABLE)}</script>',
    "initial_state": f"<script>window.__INITIAL_STATE__ = {script({'news': {'info': ARTICLE}})};(function(){{var s;}}());</script>",
    "initial_state_parsed": f"<script>window.__INITIAL_STATE__=JSON.parse({script(script({'news': ARTICLE}))})</script>",
    "initial_state_encoded": f'<script>window.__STATE__=JSON.parse(decodeURIComponent("{quote(script({"news": ARTICLE}))}"))</script>',
    "render_data": f'<script id="RENDER_DATA" type="application/json">{quote(script({"news": ARTICLE}))}</script>',
    "variable": f"<script>var api = function(){{return 1}};\nvar articleData = {script(ARTICLE)};</script>",
    "variable_unquoted": f"<script>var detail = {{title:'{TITLE}', /* of the editor */ time:'2019-02-24 07:42:00', source:'青溪日报', body:'{TEXT}'.trim}};var d={{title:'{TITLE}',ptime:'2019-02-24 07:42:00',body:'<p>'+'{LINES[0]}</p>{TEXT[len(LINES[0]) + 7 :]}',}}</script>",
    "handed_to_a_call": f"<script>renderArticle({script(ARTICLE)});</script>",
    "text_in_a_text": f"<script>var page = {script({'code': 0, 'data': script(ARTICLE)})};</script>",
    "all_data": f'<script>var allData = {script({"docData": DOCUMENT, "newsstream": [{"title": "别的", "url": "//x.test/c/1"}]})};\nvar adData = {{"a": 1}};</script>',
    "paragraphs": f"<script>var news={script({'title': TITLE, 'pubtime': '2019-02-24 07:42:00', 'content': [{'type': 'p', 'text': line} for line in LINES]})}</script>",
    "plain_lines": f"<script>var news={script({'headline': TITLE, 'pubDate': '2019-02-24 07:42:00', 'text': chr(10).join(LINES)})}</script>",
    "escaped_html": f"<script>var news={script({'title': TITLE, 'created_at': '2019-02-24 07:42:00', 'content': escape(TEXT)})}</script>",
    "editor_document": f"<script>var news={script({'title': TITLE, 'time': '2019-02-24 07:42:00', 'doc': {'type': 'doc', 'content': [{'type': 'paragraph', 'content': [{'type': 'text', 'text': line[:9]}, {'type': 'text', 'text': line[9:]}]} for line in LINES]}})}</script>",
    "editor_nodes": f"<script>var news={script({'title': TITLE, 'time': '2019-02-24 07:42:00', 'content': [{'type': 'p', 'children': [{'text': line}]} for line in LINES]})}</script>",
    "editor_blocks": f"<script>var news={script({'title': TITLE, 'time': '2019-02-24 07:42:00', 'body': {'blocks': [{'type': 'paragraph', 'data': {'text': line}} for line in LINES]}})}</script>",
    "attribute": f"<div id='page' data-page='{escape(script({'props': {'post': ARTICLE}}))}'></div>",
    "ascii": f"<script>window.__STATE__={json.dumps({'news': ARTICLE})}</script>",
}  # fmt: skip


@pytest.mark.parametrize("name", STATES)
def test_the_article_of_a_state_is_read(name: str) -> None:
    item = read(page(STATES[name]))

    assert item.drop_reason is None
    assert item.headline_raw == TITLE
    assert lines_of(item) == LINES
    assert [(s.raw, s.where.startswith("script:state.")) for s in item.published] == [
        ("2019-02-24 07:42:00", True)
    ]


def test_its_neighbours_are_claims_with_their_place() -> None:
    item = read(page(STATES["next"]))

    assert [(s.raw, s.where) for s in item.credits if s.where.startswith("script")] == [
        ("青溪日报", "script:source:state.source"),
        ("王小明", "script:author:state.author"),
        ("李青", "script:editor:state.editor"),
    ]


def test_what_stands_beside_the_text_in_the_state_is_believed() -> None:
    got = as_output(json.dumps(to_line(read(page(STATES["next"]))), ensure_ascii=False))

    assert (got["source"], got["author"], got["editor"]) == ("青溪日报", ["王小明"], ["李青"])
    assert got["publish_time"] == "2019-02-24 07:42:00"
    assert got["body"].split("\n") == LINES


MOUNTS = [
    "<div id='content'></div>",
    "<div id='content'><!-- text --></div><div class='share'></div>",
    "",
]


@pytest.mark.parametrize("mount", MOUNTS)
@pytest.mark.parametrize("titled", [{"title": TITLE}, {}], ids=["titled", "untitled"])
def test_below_a_shown_headline_the_text_is_written_in_its_place(
    mount: str, titled: dict[str, str]
) -> None:
    state = f"<script>var articleData = {script({**titled, 'id': 7, 'content': TEXT, 'editor': '李青'})}</script>"
    shown = f"<h1>{TITLE}</h1><div class='info'>2019-02-24 07:42 青溪日报 作者：王小明</div>{mount}"
    got = as_output(
        json.dumps(to_line(read(page(state + FOOTER, shown=shown))), ensure_ascii=False)
    )

    assert got["body"].split("\n") == LINES
    assert (got["headline"], got["publish_time"]) == (TITLE, "2019-02-24 07:42")
    assert (got["source"], got["author"], got["editor"]) == ("青溪日报", ["王小明"], ["李青"])


def test_of_two_texts_without_a_title_none_is_taken() -> None:
    state = f"<script>var a = {script({'content': TEXT})}; var b = {script({'content': OTHER})}</script>"
    item = read(page(state, shown=f"<h1>{TITLE}</h1><div>2019-02-24 07:42</div>"))

    assert not any("。" in line for line in lines_of(item))


def test_a_login_is_no_name() -> None:
    item = read(
        page(
            f"<script>var a={script(ARTICLE | {'source': 'wap', 'author': 'admin', 'editor': 7})}</script>"
        )
    )

    assert not any(stated.where.startswith("script") for stated in item.credits)


@pytest.mark.parametrize(
    "shown",
    [
        "<div>正在加载，请稍候</div>",
        FOOTER,
        f"<h1>{TITLE}</h1><p>{LINES[0]}</p><a>展开全文</a>",
        "".join(f"<li><a href='/{n}'>第{n}座水库今日开闸放水</a><p>第{n}座水库今日开闸，下游三个乡镇的灌区同时受益。</p></li>" for n in range(20)),
    ],
    ids=["loading", "footer", "beginning", "other_articles"],
)  # fmt: skip
def test_a_page_that_shows_no_article_of_its_own_gets_it(shown: str) -> None:
    assert lines_of(read(page(STATES["next"], shown=shown))) == LINES


@pytest.mark.parametrize("name", STATES)
def test_a_page_that_shows_the_article_gets_no_second_copy(name: str) -> None:
    shown = (
        f"<h1>{TITLE}</h1><div class='info'>2019-02-24 07:42</div><div class='text'>{TEXT}</div>"
    )

    assert lines_of(read(page(STATES[name], shown=shown)))[-5:] == LINES
    assert sum(LINES[2] in line for line in lines_of(read(page(STATES[name], shown=shown)))) == 1


def test_a_short_notice_is_not_replaced_by_another_article_of_the_state() -> None:
    notice = "北岸大道1月8日起封闭施工，过往车辆请绕行南环路，施工期间公交三路、五路改道，停靠站点同时取消，恢复时间另行通知。"
    state = script(
        {"hot": {"title": "水库今日开闸放水", "time": "2019-02-24 07:42:00", "content": OTHER}}
    )
    shown = f"<h1>北岸大道封闭施工</h1><div>2019-02-24 07:42</div><div class='text'><p>{notice}</p></div>"

    item = read(
        page(f"<script>var hot={state}</script>", title="北岸大道封闭施工_青溪网", shown=shown)
    )

    assert lines_of(item)[-1] == notice


def test_of_many_articles_the_one_of_the_page_is_taken() -> None:
    others = [
        {"title": f"第{n}座水库今日开闸放水", "content": OTHER, "publishTime": "2019-02-20"}
        for n in range(5)
    ]
    state = f"<script>var s={script({'recommend': others, 'now': ARTICLE})}</script>"

    assert lines_of(read(page(state))) == LINES


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("青溪网", LINES),
        ("新闻详情", LINES),
        (None, LINES),
        ("水库开闸放水惠及三个乡镇_青溪网", []),
    ],
)
def test_under_a_title_of_the_site_the_only_article_is_taken(
    title: str, expected: list[str]
) -> None:
    assert lines_of(read(page(STATES["next"], title=title or ""))) == expected


def test_of_two_under_a_title_of_the_site_none_is_taken() -> None:
    two = script({"a": ARTICLE, "b": ARTICLE | {"title": "水库今日开闸放水", "content": OTHER}})
    item = read(page(f"<script>var s={two}</script>", title="青溪网"))

    assert lines_of(item) == []
    assert item.drop_reason == "no_article_text"


def test_a_feed_of_whole_articles_is_no_article() -> None:
    feed = [
        {"title": f"第{n}座水库今日开闸放水", "content": OTHER, "publishTime": "2019-02-20"}
        for n in range(5)
    ]

    assert (
        read(page(f"<script>var s={script({'list': feed})}</script>", title="青溪网")).drop_reason
        == "no_article_text"
    )


RUN_ONLY = [
    "window.__NUXT__=(function(a){return {title:a,content:fetch(a)}}('x'))",
    f"window.__NUXT__=(function(a){{for(;;){{}}return {{title:'{TITLE}',content:{script(TEXT)}}}}}('x'))",
    f"var a = {{title: getTitle(), time: 1550965320, content: load('{TEXT}')}};",
    f"var a = {{title: '{TITLE}', content: `<p>${{text}}</p>`}};",
    f"eval(\"var a = {{title:'{TITLE}'\" + ',content:1}}')",
    "self.__next_f.push([1,\"5:[\\\"$\\\",\\\"div\\\",null,{}]\"])",
    "var allData = {\"contentList\": [",
    '{"docData": {"contentData": {"contentList": [null, {"type": "text", "data": 3}]}, "title": "' + TITLE + '"}}',
]  # fmt: skip


@pytest.mark.parametrize("text", RUN_ONLY)
def test_what_would_have_to_be_run_is_refused(text: str) -> None:
    padding = "/* title */" * 30

    assert read(page(f"<script>{text};{padding}</script>")).drop_reason == "no_article_text"


HEADED = f"<h1>{TITLE}</h1><div class='info'>2019-02-24 07:42 来源：青溪日报</div>"
ELEMENTS = {
    "textarea": f"<textarea id='body' style='display:none'>{escape(TEXT)}</textarea>",
    "textarea_raw": f"<textarea class='hide'>{TEXT}</textarea>",
    "template": f"<template id='content'><div>{TEXT}</div></template>",
    "script_template": f'<script type="text/template" id="tpl">{TEXT}</script>',
    "script_html": f"<script type='text/html'>{TEXT}</script>",
    "noscript": f"<noscript>{TEXT}</noscript>",
    "frame": f'<iframe srcdoc="{escape(TEXT)}"></iframe>',
    "frame_document": f"<iframe width=1 srcdoc='&lt;html&gt;&lt;body&gt;{escape(TEXT)}&lt;/body&gt;&lt;/html&gt;'></iframe>",
}


@pytest.mark.parametrize("name", ELEMENTS)
@pytest.mark.parametrize("around", ["", FOOTER], ids=["bare", "footer"])
def test_a_body_in_an_element_that_is_not_shown_is_read_in_its_place(
    name: str, around: str
) -> None:
    item = read(page(ELEMENTS[name], shown=HEADED) + around)

    assert item.drop_reason is None
    assert item.headline_raw == TITLE
    assert [line for line in lines_of(item) if "来源" not in line] == LINES
    assert any("2019-02-24 07:42" in stated.raw for stated in item.published)


@pytest.mark.parametrize("name", ELEMENTS)
def test_an_element_beside_a_shown_article_is_left_alone(name: str) -> None:
    shown = (
        HEADED
        + "<div class='text'>"
        + "".join(f"<p>{line}另有八家企业预约参观，计划年内签约。</p>" for line in LINES)
        + "</div>"
    )
    lines = lines_of(read(page(ELEMENTS[name], shown=shown)))

    assert sum("第三期标准厂房" in line for line in lines) == 1


@pytest.mark.parametrize(
    "element",
    [
        "<noscript><p>您的浏览器不支持或已禁止使用JavaScript脚本，请开启后刷新页面，以便正常浏览本站提供的全部新闻内容和服务。</p></noscript>",
        "<textarea placeholder='说两句'>文明上网，理性发言。请遵守新闻评论服务协议，您的评论审核通过后才会展示。</textarea>",
        "<script type='text/template'><p>{{item.content}}，共有{{item.count}}条，读者可以在这里查看全部评论、回复和点赞的情况。</p><p>{{item.more}}</p></script>",
        "<template><p>${text}，读者可以在这里查看全部评论、回复和点赞的情况，也可以举报不良信息，或者分享给朋友们看。</p></template>",
        "<textarea><p>没有关闭的文本域，里面的文字不知道到哪里结束，所以什么都不能当作文章来读，页面只好当作没有正文。</p>",
    ],
)
def test_what_is_no_body_is_refused(element: str) -> None:
    item = read(page(element, shown=HEADED))

    assert not any("。" in line for line in lines_of(item))


# --- hostile input: bounded by counters and sizes ----------------------------


def test_values_read_one_by_one_are_counted() -> None:
    names = ",".join(f"a{n}" for n in range(100_000))
    given = ",".join(str(n) for n in range(100_000))
    budget = Budget()
    found = read_data(
        f"window.__NUXT__=(function({names}){{return {{a:a7,b:[a99999]}}}}({given}))", budget
    )

    assert found == [{"a": 7, "b": [99_999]}]
    assert literals.MAX_VALUES - budget.values < 100_020


def test_what_is_left_to_read_bounds_all_scripts_of_a_page() -> None:
    budget = Budget(1_000)

    assert read_data("var a={" + "b:1," * 5_000 + "};var c={d:1}", budget) == []
    assert budget.values <= 0


@pytest.mark.parametrize(
    "text",
    [
        "var a = " + "{a:" * 50_000,
        'var allData = {"contentList":' + '{"a":' * 50_000,
        "var a = " + "[" * 50_000,
        "var a = (" * 50_000,
        "{" * (script_data.MAX_OPENED + 1),
        '{"a":"' + "x" * script_data.MAX_CHARS + '"}',
        "a={'" + "\\" * 1_000_000,
        "={a:/*" * 100_000,
        "a={b:`" + "`+`" * 100_000,
        "window.__NUXT__=(function(a){" + "a.x=a;" * 100_000,
    ],
    ids=["deep", "deep_json", "deep_list", "deep_call", "opened", "large", "escapes", "comments", "sums", "endless"],
)  # fmt: skip
def test_endless_and_bottomless_scripts_hold_no_data(text: str) -> None:
    budget = Budget()

    assert read_data(text, budget) == []
    assert budget.values >= -1


def test_a_state_that_holds_itself_is_walked_once() -> None:
    call = f"window.__NUXT__=(function(a){{a.self=a;a.list=[a,a];return {{x:a,y:a}}}}({{title:'{TITLE}',time:'2019-02-24',content:'{TEXT}'}}))"
    found = find_state_article(read_data(call, Budget()), [TITLE])

    assert found is not None
    assert found.title == TITLE


def test_only_so_many_objects_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawler.extract.state_articles.MAX_VISITED", 50)
    nested: object = ARTICLE
    for _ in range(60):
        nested = {"a": nested}

    assert find_state_article([nested], [TITLE]) is None


@pytest.mark.parametrize(
    "content", ["<div>" * 60_000 + TEXT, "<p>x</p>" * 130_000 + TEXT], ids=["deep", "many"]
)
def test_markup_that_a_script_hides_is_judged_as_any_other(content: str) -> None:
    state = script({"title": TITLE, "time": "2019-02-24 07:42:00", "content": content}).replace(
        "<", "\\u003c"
    )

    assert read(page(f"<script>var a={state}</script>")).drop_reason == "no_article_text"


def test_half_of_a_character_costs_nothing() -> None:
    state = (
        script(ARTICLE)
        .replace("青溪县工业", "\\ud83d青溪县工业")
        .replace("园区负责人", "\\ud83d\\ude00园区负责人")
    )
    lines = lines_of(read(page(f"<script>var a={state}</script>")))

    assert lines[0].startswith("?青溪县工业")
    assert "\N{GRINNING FACE}" in lines[1]
