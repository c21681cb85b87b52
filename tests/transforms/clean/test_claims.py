# ruff: noqa: E501 - tables of lines as they are printed
"""What a page states, and what a judge makes of it, kind by kind. Outlets and names are invented."""

from __future__ import annotations

import json
from typing import Any

import pytest

from crawler.extract.article_page import extract_article
from crawler.items import to_line
from transforms.clean.article import as_output
from transforms.clean.judges import Credits, judge_credits
from transforms.clean.outlets import looks_like_outlet, split_origins
from transforms.clean.zones import read_claims

TITLE = "青溪老码头变身滨江公园"
TEXT = "青溪老码头改造工程昨日完工，昔日的货场变成了滨江公园，市民可以沿着步道走到白塔桥。"
OUTLET = "青溪日报"


def judge(
    *stated: tuple[str, str], texts: tuple[str, ...] = (), title: str | None = None
) -> Credits:
    """``stated`` are (raw, where) as the crawler states them; a tab parts elements."""
    lines = [{"raw": raw, "where": where} for raw, where in stated]
    return judge_credits(read_claims(lines, [], list(texts), TITLE, title))


def read(inner: str, *, head: str = "", text: str = f"<p>{TEXT}</p>" * 3) -> dict[str, Any]:
    page = f"<html><head><title>{TITLE}_青溪网</title>{head}</head><body><h1>{TITLE}</h1>{inner}<div class=text>{text}</div></body></html>"
    item = extract_article(
        page.encode(),
        channel="qx",
        url="http://n.qx.test/p/1.html",
        fetched_at="2021-01-01T00:00:00+00:00",
    )
    return as_output(json.dumps({"id": "1", **to_line(item)}))


@pytest.mark.parametrize(
    "line",
    [
        "发布时间：2019年02月24日\t查看次数：207",
        "更新时间 2019-02-24 07:42",
        "建立時間：2019/02/24 07:42",
        "2019-02-24 07:42 Whitfield",
        "2019-02-24 07:42\t听新闻",
        "2019-02-24 07:42\t手机看新闻",
        "2019-02-24 07:42\t国内新闻",
        "2019-02-24 07:42\t更多资讯",
        "2019-02-24 07:42\t参与互动",
        "2019-02-24 07:42\t点击下载新闻客户端",
        "2019-02-24 07:42\t阅读 1.2万",
        "2019-02-24 07:42\t语音播报",
        "2019-02-24 07:42 青溪新闻",
        "2019-02-24 07:42 行业资讯",
        "2019-02-24 07:42 政府网站",
        "2019-02-24 07:42 权威发布",
    ],
)
def test_no_word_beside_the_date_is_an_outlet_but_what_looks_like_one(line: str) -> None:
    assert judge((line, "visible:head")).origins.values == ()


@pytest.mark.parametrize(
    ("line", "title", "outlet", "rule"),
    [
        ("昨天 14:03 青溪日报", None, "青溪日报", "bare_shaped"),
        ("09:30 青溪日报", None, "青溪日报", "bare_shaped"),
        ("2019-02-24 青溪新闻", f"{TITLE}_青溪新闻", "青溪新闻", "bare_named_by_page"),
        ("3小时前\t青溪融媒体中心", None, "青溪融媒体中心", "bare_shaped"),
        ("2019-02-24 07:42\t国内新闻\t青溪晚报", None, "青溪晚报", "bare_shaped"),
        ("2019-02-24 07:42 青溪晨光[整理]", f"{TITLE}|青溪晨光", "青溪晨光", "bare_named_by_page"),
        ("2019-02-24 07:42 青溪日报综合", None, "青溪日报", "bare_shaped"),
        ("新浪娱乐\t2019-02-24 07:42", None, "新浪娱乐", "bare_shaped"),
        ("原创\tRiverside\t2019-02-24 07:42", None, "Riverside", "marked_own"),
    ],
)
def test_an_outlet_beside_the_date_looks_like_one_or_is_named_by_the_page(
    line: str, title: str | None, outlet: str, rule: str
) -> None:
    found = judge((line, "visible:head"), title=title).origins
    assert (found.values, found.rule) == ((outlet,), f"{rule}@visible:head")


def test_the_shape_of_an_outlet() -> None:
    assert all(
        map(looks_like_outlet, ("青溪网", "青溪县融媒体中心", "青溪发布", "参考消息", "网易财经"))
    )
    assert not any(
        map(
            looks_like_outlet,
            ("报", "新闻", "国际新闻", "返回频道", "Whitfield", "查看次数", "青溪"),
        )
    )


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("创青溪(江城)", ["创青溪"]),
        ("创青溪(江城", ["创青溪"]),
        ("青溪网-《青溪日报》", ["青溪网-《青溪日报》"]),
        ("《青溪日报》", ["青溪日报"]),
        ("青溪时报 【 关闭 】", ["青溪时报"]),
        ("青溪在线 青溪在线", ["青溪在线"]),
        ("青溪在线 大字体", ["青溪在线"]),
        ("青溪日报 江城晚报", ["青溪日报", "江城晚报"]),
        ("River News Daily", ["River News Daily"]),
        ("微信公众号“青溪发布”", ["青溪发布"]),
        ("“青溪发布”微信公众号", ["青溪发布"]),
        ("青溪日报微信公众号", ["青溪日报微信公众号"]),
        ("转载", []),
        ("青溪网 - 青溪日报", ["青溪网 - 青溪日报"]),
    ],
)
def test_a_value_of_origin_ends_before_interface_words_and_brackets(
    value: str, names: list[str]
) -> None:
    assert list(split_origins(value)) == names


@pytest.mark.parametrize(
    ("info", "expected"),
    [
        (f"<div>2019-02-24 07:42 来源：<a href=/s>{OUTLET}</a> <img src=i.svg>江城</div>", {"source": OUTLET}),
        (f"<div>2019-02-24 07:42 来源：{OUTLET} <a href=/m>手机看青溪</a> 【最美公园】</div>", {"source": OUTLET}),
        ("<div>2019-02-24 07:42 来源：青溪县<em>融媒体中心</em></div>", {"source": "青溪县融媒体中心"}),
        (f"<div>2019-02-24 07:42 来源：{OUTLET} <a href=/n>新闻频道</a></div>", {"source": OUTLET}),
        ("<div>2019-02-24 07:42 <span class=author>临江县</span></div>", {"source": None, "author": []}),
        (f"<div>2019-02-24 07:42 来源：{OUTLET}&nbsp;&nbsp;<a href=/e>翻阅版面</a></div>", {"source": OUTLET}),
        (f"<div>2019-02-24 <i class=s>来源：<a href=/s>{OUTLET}</a></i> <i class=r><a href=/c>留言板 (0)</a></i></div>", {"source": OUTLET}),
        ("<div><i>2019-02-24</i> <i class=e>责任编辑：李青</i> <i class=r><a href=#c>我也说两句</a></i></div>", {"editor": ["李青"]}),
        ("<div><i class=e>編輯：李青</i> <i class=z>責編：趙敏</i> <i class=t>2019-02-24 07:42</i></div>", {"editor": ["李青", "趙敏"], "source": None}),
        ("<div><i>2019-02-24</i> 作者：<a href=/1>王小明</a> <a href=/2>赵敏</a> <a href=/3>更多</a></div>", {"author": ["王小明", "赵敏"]}),
    ],
)  # fmt: skip
def test_a_value_ends_where_its_element_ends(info: str, expected: dict[str, Any]) -> None:
    got = read(info)
    assert {name: got[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("stated", "outlet", "rule"),
    [
        ([("2019-02-24 来源：青溪日报", "visible:head:.info"), ("青溪网", "visible:source:source")], "青溪日报", "labelled@visible:head:.info"),
        ([("来源：青溪网站管理处", "visible:head"), ("2019-02-24 来源：青溪日报", "visible:head:.t")], "青溪日报", "labelled@visible:head:.t"),
        ([("青溪 · 现场", "visible:source:source"), ("来源：青溪日报", "visible:tail")], "青溪日报", "labelled@visible:tail"),
        ([("本文转自：青溪网", "visible:head"), ("来源：青溪日报", "visible:tail")], "青溪日报", "labelled@visible:tail"),
        ([("2019-02-24 青溪网", "visible:head"), ("转自：青溪日报", "visible:tail")], "青溪日报", "reprinted@visible:tail"),
        ([("青溪日报 记者 王小明 编辑 李青", "visible:head:.author")], "青溪日报", "employer@visible:head:.author"),
        ([("青溪日报记者 王小明", "visible:head"), ("江城网", "meta:source")], "江城网", "machine@meta:source"),
        ([("青溪网", "meta:author"), ("2019-02-24 07:42", "visible:head")], None, "none:not_believed"),
        ([("公园里的猫", "script:source:source")], None, "none:not_believed"),
    ],
)  # fmt: skip
def test_which_statement_of_origin_outweighs(
    stated: list[tuple[str, str]], outlet: str | None, rule: str
) -> None:
    found = judge(*stated).origins
    assert (found.first(), found.rule) == (outlet, rule)


def test_two_equal_statements_that_disagree_give_null_and_both_are_kept() -> None:
    found = judge(
        ("来源：青溪日报", "visible:head:.a"), ("来源：江城晚报", "visible:head:.b")
    ).origins
    assert (found.values, found.rule) == ((), "none:disagreement")
    assert {claim.value for claim in found.rivals} == {"青溪日报", "江城晚报"}
    agreed = judge(
        ("来源：青溪日报", "visible:head:.a"), ("来源：青溪日报客户端", "visible:head:.b")
    )
    assert agreed.origins.values == ("青溪日报",)


@pytest.mark.parametrize(
    ("stated", "texts", "reporters"),
    [
        ([("作者：小明说 责任编辑：小明说", "visible:head")], (), ("小明说",)),
        ([("作者：李青 责编：李青", "visible:head")], (), ("李青",)),
        ([("李青", "meta:author"), ("责任编辑：李青", "visible:tail")], (), ()),
        ([("来源：青溪日报 作者：", "visible:head"), ("李青", "meta:author")], (), ()),
        ([("作者：\t来源：青溪日报", "visible:head"), ("李青", "meta:author")], (), ()),
        ([("作者：2019-02-24", "visible:head"), ("李青", "jsonld:author")], (), ()),
        ([("李青", "meta:author")], (), ("李青",)),
        ([("李青", "meta:author")], ("青溪日报讯（记者 王小明）今日，公园开放。",), ("王小明",)),
        ([("王小明", "meta:author")], ("青溪日报讯（记者 王小明）今日，公园开放。",), ("王小明",)),
        ([("丰台区", "meta:author")], (), ()),
        ([("白塔镇", "visible:author:author")], (), ()),
        ([("关不住\t关注", "visible:author:author-info"), ("关不住", "visible:author:name")], (), ()),
        ([("来自江城", "visible:head"), ("王小明", "visible:author:name")], (), ()),
        ([("王小明", "visible:author:author")], (), ("王小明",)),
        ([("作者：关不住", "visible:head"), ("关不住\t关注", "visible:author:author-info")], (), ("关不住",)),
    ],
)  # fmt: skip
def test_who_counts_as_author(
    stated: list[tuple[str, str]], texts: tuple[str, ...], reporters: tuple[str, ...]
) -> None:
    assert judge(*stated, texts=texts).reporters.values == reporters


@pytest.mark.parametrize(
    ("line", "where", "photographers"),
    [
        ("公园的早晨。青溪日报记者李青 摄", "visible:head:.pictext", ("李青",)),
        ("青溪日报记者 李青 摄", "visible:tail", ("李青",)),
        ("（市民在江边散步。图/青溪日报记者 李青）", "visible:head:.imgcaption", ("李青",)),
        ("图表：公园的分区 青溪社记者 李青 编制", "visible:head", ()),
        ("步道一角 记者李青 供图", "visible:head", ("李青",)),
        ("吊机成了景观（记者 李青 摄影）", "visible:head:.photo", ("李青",)),
    ],
)
def test_the_photographer_of_a_caption_did_not_write(
    line: str, where: str, photographers: tuple[str, ...]
) -> None:
    found = judge((line, where), texts=("青溪日报讯（记者 王小明）今日，公园开放。",))
    assert found.reporters.values == ("王小明",)
    assert found.photographers.values == photographers


def test_who_is_named_below_a_picture_in_the_text_did_not_write() -> None:
    caption = "<figure><img src=a.jpg><figcaption>图源：青溪日报 记者 李青</figcaption></figure>"
    assert read("<div>2019-02-24 07:42</div>", text=f"{caption}<p>{TEXT}</p>" * 2)["author"] == []


def test_a_line_that_says_who_gave_the_picture_names_no_origin() -> None:
    found = judge(("图片由青溪日报记者李青提供", "visible:head"))
    assert (found.origins.values, found.reporters.values) == ((), ())


def test_an_author_behind_a_slash_is_no_second_outlet() -> None:
    found = judge(("2019-02-24 来源：青溪日报/王小明", "visible:head"))
    assert (found.origins.values, found.reporters.values) == (("青溪日报",), ("王小明",))


def test_who_wrote_and_who_took_the_pictures_in_one_line() -> None:
    found = judge(("王小明/文 李青/摄", "visible:head"))
    assert (found.reporters.values, found.photographers.values) == (("王小明",), ("李青",))


@pytest.mark.parametrize(
    "lines",
    [
        "<p>作者：</p><p>江风吹过老码头，货船的汽笛声远了，孩子们在步道上奔跑。</p>",
        "<div>作者：</div><div>来源：青溪日报</div>",
        "<div>作者：</div><div>2019-02-24 07:42</div>",
        "<table><tr><td>作者：</td><td>编辑：李青</td></tr></table>",
        "<div>记者：</div><div>滨江公园开放首日迎来上万名市民</div>",
    ],
)
def test_an_empty_label_eats_no_line_that_is_no_name(lines: str) -> None:
    assert read(f"<div>2019-02-24 07:42</div>{lines}")["author"] == []


@pytest.mark.parametrize(
    "mark",
    ["[责任编辑：李青]", "（责编：李青）", "【编辑：李青】", "[編輯：李青 ]", "(责任编辑: 李青)"],
)
def test_a_long_glued_line_below_the_article_keeps_its_editor(mark: str) -> None:
    links = " ".join(f"<a href=/{n}>公园沿线第{n}处景点的介绍</a>" for n in range(20))
    assert read("<div>2019-02-24 07:42</div>", text=f"<p>{TEXT}</p>" * 3 + f"<div class=share>分享到 0 打印 {mark} {links}</div>")["editor"] == ["李青"]  # fmt: skip


def test_every_verdict_names_rule_and_place_or_why_there_is_none() -> None:
    found = judge(
        ("2019-02-24 来源：青溪日报 作者：王小明", "visible:head"), ("责编：李青", "visible:tail")
    )
    assert found.origins.rule == "labelled@visible:head"
    assert found.reporters.rule == "labelled@visible:head"
    assert found.editors.rule == "labelled@visible:tail"
    assert judge().reporters.rule == "none:not_stated"
