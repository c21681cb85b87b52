# ruff: noqa: E501 - tables of lines as they are printed
"""Credit lines as Chinese outlets print them, cut into roles. Names are invented."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.clean.bylines import read_bylines
from transforms.clean.credits import read_credit_line
from transforms.clean.datelines import read_dateline
from transforms.clean.judges import judge_credits
from transforms.clean.names import is_person, split_names
from transforms.clean.zones import read_claims

if TYPE_CHECKING:
    from collections.abc import Iterable

    from transforms.clean.claims import Said
    from transforms.clean.judges import Credits

LINES: list[tuple[str, dict[str, Any]]] = [
    ("来源：青溪日报", {"origins": ["青溪日报"]}),
    ("2019-02-24 07:42 来源: 青溪新闻网 作者：王小明", {"origins": ["青溪新闻网"], "reporters": ["王小明"]}),
    ("稿源：青溪发布 编辑：李青", {"origins": ["青溪发布"], "editors": ["李青"]}),
    ("来源：综合青溪日报、江城晚报", {"origins": ["青溪日报", "江城晚报"], "is_compiled": True}),
    ("来源：综合青溪日报、记者王小明/文，记者李青/图",
     {"origins": ["青溪日报"], "is_compiled": True, "reporters": ["王小明"], "photographers": ["李青"]}),
    ("记者王小明/文图，记者李青/图", {"reporters": ["王小明"], "photographers": ["王小明", "李青"]}),
    ("来源：青溪日报 参与互动", {"origins": ["青溪日报"]}),
    ("来源：青溪日报 © 2019", {"origins": ["青溪日报"]}),
    ("来源：综合　编辑：李青", {"origins": [], "editors": ["李青"]}),
    ("作者：王小明　我有话说(12人参与)", {"reporters": ["王小明"]}),
    ("作者：王小明、江城老李", {"reporters": ["王小明", "江城老李"]}),
    ("来源：青溪日报　作者：融媒体中心", {"origins": ["青溪日报"], "reporters": []}),
    ("编辑：新闻部", {"editors": []}),
    ("作者：江城一中 高二（3）班 王小明 指导老师：李青", {"reporters": ["王小明"]}),
    ("来自：江城", {"origins": []}),
    ("来自：青溪日报", {"origins": ["青溪日报"]}),
    ("翻译：李青 作者：[美]约翰·史密斯", {"reporters": ["约翰·史密斯"]}),
    ("记者王小明 江西台记者李青青", {"reporters": ["王小明", "李青青"]}),
    ("记者 王小明 赵敏敏 柳河报道", {"reporters": ["王小明", "赵敏敏"]}),
    ("记者 王小明 李青报道", {"reporters": ["王小明", "李青"]}),
    ("记者 扎西旺堆", {"reporters": []}),
    ("凡本网注明“稿源：青溪在线”的作品，未经许可不得转载", {"origins": []}),
    ("转载请注明出处。青溪新声网", {"origins": []}),
    ("信息来源： 县工信局  浏览次数：31", {"origins": ["县工信局"]}),
    ("来源：《青溪日报》（记者 王小明）", {"origins": ["青溪日报"], "reporters": ["王小明"]}),
    ("[责任编辑：李青]", {"editors": ["李青"]}),
    ("[责任编辑：李青 PK155]", {"editors": ["李青"]}),
    ("责任编辑：李青_NF4425", {"editors": ["李青"]}),
    ("（责任编辑： HN666）", {"editors": ["HN666"]}),
    ("责任编辑： 李 青 青", {"editors": ["李青青"]}),
    ("(责编：李青、赵敏)", {"editors": ["李青", "赵敏"]}),
    ("【编辑：李青】", {"editors": ["李青"]}),
    ("责编|李青", {"editors": ["李青"]}),
    ("编辑：李青 责编：赵敏 校对：王小明 审核：孙立", {"editors": ["李青", "赵敏"], "reporters": []}),
    ("责编/校对：李青", {"editors": ["李青"], "reporters": []}),
    ("记者 王 小 明", {"reporters": ["王小明"]}),
    ("记者/王小明 通讯员/赵敏", {"reporters": ["王小明"], "correspondents": ["赵敏"]}),
    ("青溪日报全媒体记者 王小明 通讯员 赵敏 孙立 摄影 李青",
     {"reporters": ["王小明"], "correspondents": ["赵敏", "孙立"], "photographers": ["李青"]}),
    ("作者︱王小明", {"reporters": ["王小明"]}),
    ("文/王小明 图/李青", {"reporters": ["王小明"], "photographers": ["李青"]}),
    ("文/图 王小明", {"reporters": ["王小明"], "photographers": ["王小明"]}),
    ("图文：王小明", {"reporters": ["王小明"], "photographers": ["王小明"]}),
    ("撰文：王小明 摄影：李青", {"reporters": ["王小明"], "photographers": ["李青"]}),
    ("作者：江城大学历史学院王小明", {"reporters": ["王小明"]}),
    ("采写：南岸记者 王小明 赵敏", {"reporters": ["王小明", "赵敏"]}),
    ("作者：未知 责任编辑：李青", {"reporters": [], "editors": ["李青"]}),
    ("作者：阿布都·克里木", {"reporters": ["阿布都·克里木"]}),
    ("來源：青溪時報 責任編輯：李青", {"origins": ["青溪時報"], "editors": ["李青"]}),
    ("来源：网络", {"origins": []}),
    ("记者从市统计局获悉", {"reporters": []}),
    ("记者 了解到", {"reporters": []}),
    ("青溪观察 来自江城省", {"origins": []}),
]  # fmt: skip


FIELDS = {
    "origins": "origin", "reporters": "reporter", "correspondents": "correspondent",
    "photographers": "photographer", "editors": "editor",
}  # fmt: skip


def as_lists(said: Iterable[Said]) -> dict[str, Any]:
    """What was said, a list a field."""
    found = list(said)
    lists: dict[str, Any] = {
        name: list(dict.fromkeys(one.value for one in found if one.field == field))
        for name, field in FIELDS.items()
    }
    return {**lists, "is_compiled": any(one.rule == "labelled_compiled" for one in found)}


@pytest.mark.parametrize(("line", "expected"), LINES, ids=[line for line, _ in LINES])
def test_a_line_is_cut_into_roles(line: str, expected: dict[str, Any]) -> None:
    credits = as_lists(read_credit_line(line))
    assert {name: credits[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (
            ["青溪日报讯（记者王小明 通讯员赵敏）今日，园区封顶。"],
            {"reporters": ["王小明"], "correspondents": ["赵敏"]},
        ),
        (["本报讯（王小明 记者 赵敏）今日，园区封顶。"], {"reporters": ["王小明", "赵敏"]}),
        (["青溪网记者王小明2月24日报道：今日，园区封顶。"], {"reporters": ["王小明"]}),
        (
            ["今日，园区封顶，企业入驻。", "（记者 王 小 明 赵敏 摄）"],
            {"reporters": [], "photographers": ["王小明", "赵敏"]},
        ),
        (["今日，园区封顶，企业入驻。（王小明）"], {"reporters": ["王小明"]}),
        (["◎文/本报记者 王小明 图/李青", "今日，园区封顶。"], {"reporters": ["王小明"]}),
        (
            ["今日，园区封顶。（李青 摄）", "企业入驻。"],
            {"reporters": [], "photographers": ["李青"]},
        ),
        (["（記者從市統計局獲悉）今日，園區封頂。"], {"reporters": []}),
        (["记者从市统计局获悉，今日园区封顶（图为现场）。"], {"reporters": []}),
        (["《红杉周刊》记者采访了王小明，他说很好。"], {"reporters": []}),
        (["他在答记者王小明问时说，园区已经封顶。", "第二段文字。"], {"reporters": []}),
        (["园区已经封顶。", "“村里的路通了。”（宋村长）"], {"reporters": []}),
        (["园区已经封顶。", "“村里的路通了。”（宋小明）"], {"reporters": ["宋小明"]}),
        (
            ["青溪日报记者 王小明 赵敏敏 柳河报道", "园区已经封顶。"],
            {"reporters": ["王小明", "赵敏敏"]},
        ),
    ],
)
def test_bylines_are_read_only_where_they_stand(texts: list[str], expected: dict[str, Any]) -> None:
    credits = as_lists(said for _, said in read_bylines(texts))
    assert {name: credits[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("text", "raw", "outlet", "place"),
    [
        ("本报讯（记者 王小明）今日封顶。", "本报讯（记者 王小明）", "本报", None),
        (
            "新华社南昌2月23日电（记者王小明）今日封顶。",
            "新华社南昌2月23日电（记者王小明）",
            "新华社",
            "南昌",
        ),
        ("人民网江城2月23日电 今日封顶。", "人民网江城2月23日电", "人民网", "江城"),
        ("青溪日报讯（记者王小明）今日封顶。", "青溪日报讯（记者王小明）", "青溪日报", None),
        (
            "青溪网10月4日讯（记者王小明 整合） 今日封顶。",
            "青溪网10月4日讯（记者王小明 整合）",
            "青溪网",
            None,
        ),
        (" 社福州3月7日电 今日封顶。", "社福州3月7日电", "新华社", "福州"),
        (
            "新華社江城2月23日電（記者 王小明、趙敏）今日封頂。",
            "新華社江城2月23日電（記者 王小明、趙敏）",
            "新華社",
            "江城",
        ),
        ("青溪日報訊（記者王小明）今日封頂。", "青溪日報訊（記者王小明）", "青溪日報", None),
        ("青溪新闻客户端消息：今日封顶。", "青溪新闻客户端消息：", "青溪新闻客户端", None),
    ],
)
def test_datelines(text: str, raw: str, outlet: str, place: str | None) -> None:
    found = read_dateline(text)
    assert found is not None
    assert (found.raw, found.outlet, found.place) == (raw, outlet, place)


@pytest.mark.parametrize(
    "text",
    [
        "今日封顶的厂房共三座。",
        "据报道，园区已经封顶。",
        "记者获悉，园区封顶。",
        "电力公司消息灵通。",
    ],
)
def test_running_text_has_no_dateline(text: str) -> None:
    assert read_dateline(text) is None


def gather(
    *stated: tuple[str, str], blocks: tuple[str, ...] = (), headline: str = "标题"
) -> Credits:
    claims = read_claims(
        [{"raw": raw, "where": where} for raw, where in stated], list(blocks), [], headline
    )
    return judge_credits(claims)


def test_labelled_beats_bare_and_near_beats_far() -> None:
    found = gather(
        ("2019-02-24 07:42 青溪观察", "visible:head"),
        ("江城网", "meta:source"),
        blocks=("来源：青溪日报",),
    )
    assert found.origins.values == ("青溪日报",)
    assert gather(
        ("2019-02-24 07:42 青溪观察", "visible:head"), ("江城网", "meta:source")
    ).origins.values == ("青溪观察",)
    assert gather(("江城网", "meta:source")).origins.values == ("江城网",)


def test_buttons_in_elements_of_source_are_no_outlets() -> None:
    assert gather(("微信扫一扫", "visible:source:source")).origins.values == ()
    assert gather(("青溪观察", "visible:source:source")).origins.values == ("青溪观察",)


def test_an_author_who_is_the_outlet_or_the_editor_is_none() -> None:
    found = gather(("来源：青溪日报 作者：青溪日报", "visible:head"))
    assert (found.origins.values, found.reporters.values) == (("青溪日报",), ())
    found = gather(("李青", "meta:author"), ("责任编辑：李青", "visible:tail"))
    assert (found.reporters.values, found.editors.values) == ((), ("李青",))


@pytest.mark.parametrize(
    ("lines", "editors"),
    [
        (("编辑：李青", "责任编辑：赵敏"), ("赵敏",)),
        (("编辑/李青", "责编|赵敏"), ("赵敏",)),
        (("編輯：李青", "責任編輯：趙敏"), ("趙敏",)),
        (("责编：李青", "责任编辑：赵敏"), ("李青", "赵敏")),
        (("编辑：李青 责任编辑：赵敏",), ("李青", "赵敏")),
        (("编辑：李青", "编辑：赵敏"), ("李青", "赵敏")),
    ],
)
def test_who_answers_for_the_page_is_its_editor(
    lines: tuple[str, ...], editors: tuple[str, ...]
) -> None:
    assert gather(*((line, "visible:tail") for line in lines)).editors.values == editors


def test_one_outlet_named_plainly_above_and_as_compiled_below_is_compiled() -> None:
    found = gather(("来源：青溪日报", "visible:head"), ("来源：综合青溪日报", "visible:tail"))
    assert (found.origins.values, found.is_compiled) == (("青溪日报",), True)
    found = gather(("来源：青溪日报", "visible:head"), ("来源：综合江城晚报", "visible:tail"))
    assert (found.origins.values, found.is_compiled) == (("青溪日报",), False)


def test_buttons_beside_the_date_and_teasers_below_the_article_credit_nobody() -> None:
    assert gather(("2019年02月24日 07:42 参与互动", "visible:head")).origins.values == ()
    teaser = "青溪网讯（通讯员 赵敏 记者 王小明）傍晚时分，厂房的灯亮了…"
    found = gather((teaser, "visible:tail"))
    assert (found.reporters.values, found.correspondents.values) == ((), ())


def test_the_keeper_of_a_saved_file_is_never_an_author() -> None:
    assert gather(("王小明", "front_matter:author")).reporters.values == ()


def test_a_column_of_commentators_is_named_by_the_headline() -> None:
    assert gather(headline="青溪日报评论员：把园区办好").reporters.values == ("青溪日报评论员",)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("汤青诗、丁小涛", ["汤青诗", "丁小涛"]),
        ("张 胜 男", ["张胜男"]),
        ("张  娅", ["张娅"]),
        ("王小明 赵敏", ["王小明", "赵敏"]),
        ("叨叨姐、胡一&李小刀", ["叨叨姐", "胡一", "李小刀"]),
    ],
)
def test_names_are_parted(text: str, names: list[str]) -> None:
    assert split_names(text) == names


def test_persons() -> None:
    assert all(map(is_person, ("王小明", "欧阳青", "范姜佳", "李青", "阿布都·克里木")))
    assert not any(
        map(is_person, ("获悉", "整理", "青溪日报", "王", "本报记者", "发展大会", "PK155"))
    )


@given(
    st.text(alphabet="来源：综合记者作编辑责任文/图王小明李青、， （）123:|摄通讯员\n", max_size=80)
)
def test_no_line_raises_and_every_name_stands_in_the_line(line: str) -> None:
    bare = "".join(line.split())
    for said in read_credit_line(line):
        assert "".join(said.value.split()) in bare


@pytest.mark.parametrize("name", ["谌贻琴", "佘建国", "漆权", "欧阳修", "諸葛亮", "付志方"])
def test_rare_and_traditional_surnames_are_surnames(name: str) -> None:
    assert is_person(name)
