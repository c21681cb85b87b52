# ruff: noqa: E501 - tables of lines as they are printed
"""Bylines as outlets print them in texts and lines. Names are invented."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.clean.bylines import read_bylines
from transforms.clean.credits import read_credit_line
from transforms.clean.datelines import read_dateline
from transforms.clean.names import is_person, split_names
from transforms.clean.strict_bylines import read_affiliated

REST = ["第二段文字，说明情况。", "第三段文字，说明情况。", "第四段文字。", "第五段文字。", "第六段文字。"]  # fmt: skip
STORY = "青石镇上月新开工的三个项目里，有两个落在北岸园区。"


def by_field(texts: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for _, said in read_bylines(texts):
        if said.value not in found.setdefault(said.field, []):
            found[said.field].append(said.value)
    return found


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        # names in brackets after 电 or 讯, without a post
        ("中新网青石1月5日电 (王小川 陈海生)", {"reporter": ["王小川", "陈海生"]}),
        ("中新社青石1月5日电（陈海生）", {"reporter": ["陈海生"]}),
        ("本报讯（王小川、陈海生）", {"reporter": ["王小川", "陈海生"]}),
        ("青石日报讯 （王小川）", {"reporter": ["王小川"]}),
        ("中新網青石1月5日電 (陳海生 劉文靜)", {"reporter": ["陳海生", "劉文靜"]}),
        ("中新网青石1月5日电（王川陈海）", {"reporter": ["王川", "陈海"]}),
        ("青石网讯（记者陈海生王小川）", {"reporter": ["陈海生", "王小川"]}),
        ("中新网青石1月5日电(付文静)", {"reporter": ["付文静"]}),
        ("【青石网报道 记者 王小川陈海生】", {"reporter": ["王小川", "陈海生"]}),
        ("中新网青石1月5日电 (完)", {}),
        ("中新网青石1月5日电 (江西)", {}),
        ("中新网青石1月5日电 (青石日报)", {}),
        ("中新网青石1月5日电 (见图)", {}),
        ("本报讯（综合）", {}),
        ("中新网1月5日电 (抗击疫情)", {}),
        # outlet, 讯, who, 报道
        ("大江网讯 记者王小川报道：", {"reporter": ["王小川"]}),
        ("青石网/青石新闻客户端讯 首席记者王小川、通讯员陈海生报道：", {"reporter": ["王小川"], "correspondent": ["陈海生"]}),
        ("青石日报讯 全媒体记者王小川 见习记者陈海生摄影报道：", {"reporter": ["王小川", "陈海生"]}),
        ("本报讯 实习记者王小川本报记者陈海生报道 ", {"reporter": ["王小川", "陈海生"]}),
        ("【青石日报记者王小川报道】", {"reporter": ["王小川"]}),
        ("青石网讯 特约记者 王小川 报道：", {"reporter": ["王小川"]}),
        ("青石网讯 记者从市统计局获悉并报道：", {}),
        ("记者近日走进园区采访报道：", {}),
        ("据青石日报记者采访报道，", {}),
        ("本报综合报道：", {}),
        # name and outlet in either order, as in Taiwan
        ("（記者王小川／台北報導）", {"reporter": ["王小川"]}),
        ("〔記者陳海生／高雄報導〕", {"reporter": ["陳海生"]}),
        ("記者王小川、陳海生／綜合報導", {"reporter": ["王小川", "陳海生"]}),
        ("王小川／台北報導", {"reporter": ["王小川"]}),
        ("（中央社記者王小川台北5日電）", {"reporter": ["王小川"]}),
        ("經濟新聞／綜合報導", {}),
        # text and pictures
        ("新华社青石1月5日电（文/王小川 图/陈海生）", {"reporter": ["王小川"], "photographer": ["陈海生"]}),
        ("青石娱乐1月5日报道 (文/小易)", {"reporter": ["小易"]}),
        ("青石日报讯（记者 王小川 文/图）", {"reporter": ["王小川"], "photographer": ["王小川"]}),
        ("青石日报讯（陈海生 摄）", {"photographer": ["陈海生"]}),
    ],
)  # fmt: skip
def test_heads_of_paragraphs(head: str, expected: dict[str, list[str]]) -> None:
    assert by_field([head + STORY * 2, *REST]) == expected


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        ("（王小川）", {"reporter": ["王小川"]}),
        ("(王小川 陈海生)", {"reporter": ["王小川", "陈海生"]}),
        ("（王小川、陈海生）", {"reporter": ["王小川", "陈海生"]}),
        ("(王小川)(完)", {"reporter": ["王小川"]}),
        ("（青石网/王小川）", {"reporter": ["王小川"]}),
        ("（青石网 王小川）", {"reporter": ["王小川"]}),
        ("（青石网王小川）", {"reporter": ["王小川"]}),
        ("（王小川 编译）", {"reporter": ["王小川"]}),
        ("（记者 王小川 通讯员 陈海生 李青）", {"reporter": ["王小川"], "correspondent": ["陈海生", "李青"]}),
        ("（编辑 李文静）", {"editor": ["李文静"]}),
        ("文/本报记者 王小川", {"reporter": ["王小川"]}),
        ("青石网记者 王小川 陈海生", {"reporter": ["王小川", "陈海生"]}),
        ("（青石网文/王小川）", {"reporter": ["王小川"]}),
        ("（中国青石网全志强）", {"reporter": ["全志强"]}),
        ("青石日报记者 陈海生 摄", {}),
        ("（责编 李文静 陈海生）", {"editor": ["李文静", "陈海生"]}),
        ("責編／陳海生", {"editor": ["陳海生"]}),
        ("【編輯：陳海生】", {"editor": ["陳海生"]}),
        ("(完)", {}),
        ("（江西）", {}),
        ("（金华）", {}),
        ("（南岸区）", {}),
        ("（青石日报）", {}),
        ("（据新华社）", {}),
        ("（图源网络）", {}),
        ("（媒体人）", {}),
        ("（旺报）", {}),
        ("（王小川 单位：青石中学）", {}),
        ("（王小川说，他很满意）", {}),
    ],
)  # fmt: skip
def test_ends_of_articles(end: str, expected: dict[str, list[str]]) -> None:
    assert by_field([*REST, STORY + end]) == expected
    assert by_field([*REST, end]) == expected or not end.startswith(("（", "("))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("◎本报记者 王小川", {"reporter": ["王小川"]}),
        ("□王小川（媒体人）", {"reporter": ["王小川"]}),
        ("青石日报王小川", {"reporter": ["王小川"]}),
        ("青石日报时评", {}),
        ("本版文/记者王小川陈海生实习生李莎莎", {"reporter": ["王小川", "陈海生", "李莎莎"]}),
        ("文 王小川  图 陈海生", {"reporter": ["王小川"], "photographer": ["陈海生"]}),
        ("文/王小川 图/陈海生", {"reporter": ["王小川"], "photographer": ["陈海生"]}),
        ("記者 王小川 攝影 陳海生", {"reporter": ["王小川"], "photographer": ["陳海生"]}),
        ("青石晚报·青石新闻记者 王小川", {"reporter": ["王小川"]}),
        ("北岸园区，厂房已经封顶。青石日报记者陈海生 摄", {"photographer": ["陈海生"]}),
        ("图表：北岸园区 新华社记者 陈海生 编制", {}),
        ("图/青石日报滚动新闻记者 陈海生", {"photographer": ["陈海生"]}),
    ],
)
def test_lines_of_their_own(line: str, expected: dict[str, list[str]]) -> None:
    lines = {
        field: values
        for field, values in by_field([line, STORY * 3, *REST]).items()
        if field in ("reporter", "photographer")
    }
    stated: dict[str, list[str]] = {}
    for said in read_credit_line(line):
        stated.setdefault(said.field, []).append(said.value)
    for found in (lines, stated):
        assert set(found.get("reporter", [])) <= set(expected.get("reporter", []))
    both = {field: {*lines.get(field, []), *stated.get(field, [])} for field in expected}
    assert both == {field: set(values) for field, values in expected.items()}


def test_the_post_on_one_line_and_the_names_on_the_next() -> None:
    for post in ("新华社记者", "本报记者", "青石日报全媒体记者：", "中央社記者", "作者："):
        assert by_field([post, "王小川 陈海生", STORY, *REST])["reporter"] == ["王小川", "陈海生"]
    assert by_field(["本报记者", STORY, *REST]) == {}
    assert by_field(["本报记者", "青石日报", STORY, *REST]) == {}


@pytest.mark.parametrize(
    ("line", "field", "names"),
    [
        ("责任编辑：李文静 我来说两句", "editor", ["李文静"]),
        ("责任编辑：李文静 大字体 小字体", "editor", ["李文静"]),
        ("编辑：李文静 下载客户端", "editor", ["李文静"]),
        ("编辑：李文静 已有12人参与", "editor", ["李文静"]),
        ("责编：李文静 网友评论", "editor", ["李文静"]),
        ("责任编辑：李文静 手机看新闻", "editor", ["李文静"]),
        ("编辑：李文静 分享到新浪微博", "editor", ["李文静"]),
        ("来源：青石日报微信公众号", "origin", ["青石日报微信公众号"]),
        ("来源：青石微博", "origin", ["青石微博"]),
        ("来源：青石日报 微博 微信", "origin", ["青石日报"]),
        ("编辑：李文静 关闭", "editor", ["李文静"]),
        ("作者：投稿", "reporter", []),
        ("作者：王小川王小川", "reporter", ["王小川"]),
        ("作者：王小川 王小川", "reporter", ["王小川"]),
        ("作者：小易", "reporter", ["小易"]),
        ("作者：温暖向阳", "reporter", ["温暖向阳"]),
        ("作者：隋小川 鄢海生", "reporter", ["隋小川", "鄢海生"]),
        ("作者：青石日报", "reporter", []),
        ("作者：网友", "reporter", []),
        ("编辑：青石网", "editor", []),
        ("作者： 责编：李文静", "reporter", []),
        ("记者 王小川 通讯员 陈海生 李青", "reporter", ["王小川"]),
        ("记者 王小川 通讯员 陈海生 李青", "correspondent", ["陈海生", "李青"]),
        ("记者王小川青石日报记者陈海生", "reporter", ["王小川", "陈海生"]),
        ("记者王小川通讯员陈海生", "reporter", ["王小川"]),
        ("特约记者 王小川 见习记者 陈海生", "reporter", ["王小川", "陈海生"]),
        ("撰文、摄影：王小川", "reporter", ["王小川"]),
        ("撰文、摄影：王小川", "photographer", ["王小川"]),
        ("記者：王小川 編輯：陳海生 攝影：李青", "reporter", ["王小川"]),
        ("記者：王小川 編輯：陳海生 攝影：李青", "editor", ["陳海生"]),
        ("撰文：王小川 責編：陳海生 監製：李青", "editor", ["陳海生"]),
        ("一审：王小川 二审：陈海生 三审：李青", "editor", []),
        ("编辑：李文静 审核：陈海生 监制：王小川 值班：李青", "editor", ["李文静"]),
        ("供图：王小川 视频：陈海生 剪辑：李青 文字整理：赵敏", "reporter", []),
        ("来源：青石日报 王小川", "reporter", ["王小川"]),
        ("来源：青石日报 王小川", "origin", ["青石日报"]),
        ("来源：青石日报 江西", "reporter", []),
        ("作者：张 胜 男", "reporter", ["张胜男"]),
        ("作者：张 胜 男 李 青", "reporter", ["张胜男", "李青"]),
        ("作者：王\xa0小\xa0川", "reporter", ["王小川"]),
        ("（现场可编辑门阵列）", "editor", []),
        ("公司回复记者：“将会取消禁令”消息属实", "reporter", []),
        ("本文作者：小易", "reporter", ["小易"]),
        ("编辑：王小川陈海生", "editor", ["王小川", "陈海生"]),
        ("编辑：李文静陈海生", "editor", ["李文静", "陈海生"]),
        ("图：全球股市表现", "photographer", []),
        ("收入来源不稳定的客户", "origin", []),
        ("文章来源于青石网", "origin", ["青石网"]),
        ("于2016年成立，聚集记者、编辑、行销、社群好手，强调广度", "editor", []),
    ],
)
def test_labelled_values(line: str, field: str, names: list[str]) -> None:
    assert [said.value for said in read_credit_line(line) if said.field == field] == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("青石总医院 王小川 李青", ["王小川", "李青"]),
        ("青石日报 王小川", ["王小川"]),
        ("青石大学 陈海生、李青", ["陈海生", "李青"]),
        ("青石日報 陳海生", ["陳海生"]),
        ("青石镇中学 王小川", ["王小川"]),
        ("青石网 国际", []),
        ("青石发布 官方", []),
        ("青石网 江西", []),
        ("青石日报 李青", []),  # two characters alone may be a word
        ("王小川 李青", []),
    ],
)
def test_where_they_work_and_who(line: str, names: list[str]) -> None:
    assert [said.value for said in read_affiliated(line)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("王小川摄", ["王小川"]),
        ("王小川1月5日报道", ["王小川"]),
        ("李静文", ["李静文"]),
        ("王 小 川 陈 海 生", ["王小川", "陈海生"]),
        ("青石大学历史学院王小川", ["王小川"]),
    ],
)
def test_what_is_glued_to_names(text: str, names: list[str]) -> None:
    assert split_names(text) == names


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Wang Xiaochuan", {"reporter": ["Wang Xiaochuan"]}),
        ("By Wang Xiaochuan and Chen Haisheng | Qingshi Daily", {"reporter": ["Wang Xiaochuan", "Chen Haisheng"]}),
        ("By WANG XIAOCHUAN in Qingshi", {"reporter": ["WANG XIAOCHUAN"]}),
        ("Reporter: Wang Xiaochuan; Editor: Li Wenjing", {"reporter": ["Wang Xiaochuan"], "editor": ["Li Wenjing"]}),
        ("(Web editor: Li Wenjing, Chen Haisheng)", {"editor": ["Li Wenjing", "Chen Haisheng"]}),
        ("Photo by Chen Haisheng", {"photographer": ["Chen Haisheng"]}),
        ("Author: Wang Xiaochuan March 5, 2024", {"reporter": ["Wang Xiaochuan"]}),
        ("By Global Times", {}),
        ("By Staff Writer", {}),
        ("By Xinhua", {}),
        ("The bridge was opened by Wang Xiaochuan", {}),
        ("Editor Wang Xiaochuan went to the park", {}),
        ("Source: Qingshi Daily", {}),
    ],
)  # fmt: skip
def test_english_lines(line: str, expected: dict[str, list[str]]) -> None:
    found: dict[str, list[str]] = {}
    for said in read_credit_line(line):
        found.setdefault(said.field, []).append(said.value)
    assert found == expected


SURNAMES = st.sampled_from("王李张刘陈杨赵黄周吴徐孙胡朱林郭罗郑梁谢宋唐许韩冯邓曹彭曾萧田董潘袁蔡")
NAMES = st.builds(
    lambda surname, given: surname + given, SURNAMES, st.sampled_from("小川 海生 文静 建国 晓明 婷 伟 子涵 志强 雪梅".split())
)  # fmt: skip
ROLES = {
    "reporter": ["记者", "本报记者", "首席记者", "全媒体记者", "作者", "撰文", "記者", "采写"],
    "correspondent": ["通讯员", "本报通讯员", "通訊員"],
    "photographer": ["摄影", "摄影记者", "攝影"],
    "editor": ["责任编辑", "编辑", "责编", "責編", "編輯", "值班编辑"],
    None: ["校对", "审核", "监制", "值班主任", "一审", "剪辑"],
}
PARTS = st.lists(
    st.sampled_from(list(ROLES)).flatmap(
        lambda role: st.tuples(
            st.just(role),
            st.sampled_from(ROLES[role]),
            st.lists(NAMES, min_size=1, max_size=3, unique=True),
        )
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda part: part[0],
)


@given(PARTS, st.sampled_from(["：", ":", "/", " ", "｜", "： "]), st.sampled_from(["、", " ", "，"]), st.sampled_from([" ", "  ", "　"]), st.booleans())  # fmt: skip
def test_a_line_in_the_printed_conventions_gives_its_names_by_role(
    parts: list[tuple[str | None, str, list[str]]],
    mark: str,
    comma: str,
    gap: str,
    in_brackets: bool,
) -> None:
    line = gap.join(f"{label}{mark}{comma.join(names)}" for _, label, names in parts)
    line = f"（{line}）" if in_brackets else line

    found: dict[str, list[str]] = {}
    for said in read_credit_line(line):
        found.setdefault(said.field, []).append(said.value)

    assert found == {role: names for role, _, names in parts if role is not None}


@given(
    st.text(
        alphabet="中新网青石1月5日电讯报道（()）记者王小川陈海生文图摄编辑／/ 、：完。", max_size=60
    )
)
def test_no_text_raises_and_every_name_stands_in_it(text: str) -> None:
    bare = "".join(text.split())
    for _, said in read_bylines([text, *REST, text]):
        assert "".join(said.value.split()) in bare
        assert is_person(said.value) or len(said.value) <= 4


@pytest.mark.parametrize(
    "text",
    ["编辑：" + "王 " * 90 + "的", "\t" * 140 + "编辑", "王" * 200, "（王／" * 200, "By " + "Aa " * 70,
     "记者王小川 " * 40, "文 " * 100, "电" * 200 + "（"],
)  # fmt: skip
def test_no_line_takes_long(text: str) -> None:
    """Twenty milliseconds each: a page of such lines must not hold up a build."""
    began = time.process_time()
    read_credit_line(text)
    read_bylines([text, text])
    read_dateline(text)
    assert time.process_time() - began < 0.02
