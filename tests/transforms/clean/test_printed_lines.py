# ruff: noqa: E501 - tables of lines as they are printed
"""Credit lines and first lines as many outlets print them; outlets and names are invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from transforms.clean.bylines import read_bylines
from transforms.clean.credits import read_credit_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from transforms.clean.claims import Said

STORY = "青石镇上月新开工的三个项目里，有两个落在北岸园区，厂房封顶比原计划早了十一天。镇里把审批窗口搬到了工地边上，企业很满意。"
REST = [
    "第二段文字，说明情况。",
    "第三段文字，说明情况。",
    "第四段文字。",
    "第五段文字。",
    "第六段文字。",
]


def told(said: Iterable[Said], expected: str) -> str:
    """As the tables write it; photographers and origins only where a row speaks of them."""
    found = dict.fromkeys(f"{one.field} {one.value}" for one in said)
    heard = [one for one in found if not one.startswith(("photographer", "origin"))]
    return "; ".join(one for one in found if one in heard or one.split(" ")[0] in expected)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2024-01-05 09:30 来源：青石日报 作者：记者王小川 通讯员陈海生 编辑：李文静", "reporter 王小川; correspondent 陈海生; editor 李文静; origin 青石日报"),
        ("作者：王小川 陈海生 文/图", "reporter 王小川; reporter 陈海生"),
        ("作者：本报记者王小川", "reporter 王小川"),
        ("作者：青石日报记者 王小川", "reporter 王小川"),
        ("（来源：青石日报　作者：王小川）", "reporter 王小川; origin 青石日报"),
        ("撰稿/王小川 编辑/李文静 校对/陈海生", "reporter 王小川; editor 李文静"),
        ("撰稿丨王小川 编辑丨李文静", "reporter 王小川; editor 李文静"),
        ("记者丨王小川 编辑丨李文静", "reporter 王小川; editor 李文静"),
        ("文丨本报记者 王小川", "reporter 王小川"),
        ("文｜青石日报全媒体记者 王小川 图｜受访者供图", "reporter 王小川"),
        ("记者：王小川、陈海生（实习）", "reporter 王小川; reporter 陈海生"),
        ("作者：王小川（青石大学教授）", "reporter 王小川"),
        ("责任编辑：李文静（EN042）", "editor 李文静"),
        ("责任编辑：李文静 DN020", "editor 李文静"),
        ("责编：李文静 | 审校：陈海生", "editor 李文静"),
        ("本文来源：青石网 责任编辑：李文静_NB12345", "editor 李文静; origin 青石网"),
        ("编辑:李文静|责编:陈海生", "editor 李文静; editor 陈海生"),
        ("【责任编辑:李文静】", "editor 李文静"),
        ("【来源:青石网】【编辑:李文静】", "editor 李文静; origin 青石网"),
        ("编辑：小李", "editor 小李"),
        ("编辑：李文静　　主任：陈海生", "editor 李文静"),
        ("责任编辑：李文静 值班主任：陈海生", "editor 李文静"),
        ("执行主编：陈海生 责任编辑：李文静", "editor 李文静"),
        ("见习编辑 李文静", "editor 李文静"),
        ("编辑 李文静 校对 陈海生", "editor 李文静"),
        ("青京报记者 王小川 编辑 李文静 校对 陈海生", "reporter 王小川; editor 李文静"),
        ("青星新闻记者 王小川 摄影记者 陈海生", "reporter 王小川; photographer 陈海生"),
        ("编辑 李文静 (下载青星新闻，报料有奖！)", "editor 李文静"),
        ("青湃新闻记者 王小川 实习生 陈海生", "reporter 王小川; reporter 陈海生"),
        ("青石周末特约撰稿 王小川", "reporter 王小川"),
        ("特约撰稿人 王小川", "reporter 王小川"),
        ("青经记者：王小川 青经编辑：李文静", "reporter 王小川; editor 李文静"),
        ("青经记者 王小川 青经编辑 李文静", "reporter 王小川; editor 李文静"),
        ("本报记者 王小川 北京报道", "reporter 王小川"),
        ("来源：青石日报客户端 记者：王小川 流程编辑：u019", "reporter 王小川; origin 青石日报客户端"),
        ("【记者】王小川 【通讯员】陈海生", "reporter 王小川; correspondent 陈海生"),
        ("【全媒体记者】王小川", "reporter 王小川"),
        ("【作者】 王小川 陈海生", "reporter 王小川; reporter 陈海生"),
        ("【来源】 青石网", "origin 青石网"),
        ("[责任编辑] 李文静", "editor 李文静"),
        ("文、图/青石晚报全媒体记者 王小川 通讯员 陈海生", "reporter 王小川; correspondent 陈海生"),
        ("文/青石晚报全媒体记者 王小川  图/青石晚报全媒体记者 陈海生", "reporter 王小川; photographer 陈海生"),
        ("图、文：王小川", "reporter 王小川"),
        ("文 | 王小川（青石大学）", "reporter 王小川"),
        ("青石特区报记者 王小川/文 陈海生/图", "reporter 王小川; photographer 陈海生"),
        ("青河报·青视频记者 王小川 文图", "reporter 王小川"),
        ("作者:王小川 监制:陈海生 编辑:李文静", "reporter 王小川; editor 李文静"),
        ("撰文：王小川 責任編輯：陳海生", "reporter 王小川; editor 陳海生"),
        ("文：王小川 圖：陳海生", "reporter 王小川"),
        ("採訪、撰文：王小川", "reporter 王小川"),
        ("採訪撰文／王小川", "reporter 王小川"),
        ("整理／王小川", ""),
        ("編譯／王小川", "reporter 王小川"),
        ("責任編輯：王小川 核稿：陳海生", "editor 王小川"),
        ("（譯者：李青/核稿：陳海生）1130105", ""),
        ("（編輯：陳海生）1130105", "editor 陳海生"),
        ("文字：王小川 摄影：陈海生 剪辑：李青 编辑：李文静", "reporter 王小川; editor 李文静"),
        ("策划：王小川 文案：陈海生 设计：李青", ""),
        ("出品：青石日报 监制：王小川 主编：李青 编辑：李文静", "editor 李文静"),
        ("一审：王小川 二审：李青 三审：陈海生 编辑：李文静", "editor 李文静"),
        ("责编：李文静 审核：陈海生 来源：青石发布", "editor 李文静; origin 青石发布"),
        ("供稿：青石县委宣传部 王小川", "reporter 王小川"),
        ("供稿：县融媒体中心 编辑：李文静", "editor 李文静"),
        ("信息来源：县政府办 作者：王小川 浏览：123", "reporter 王小川"),
        ("录入：王小川 责任编辑：李文静", "editor 李文静"),
        ("投稿：王小川 编辑：李文静", "editor 李文静"),
        ("发布人：王小川 来源：县教育局", "origin 县教育局"),
        ("发布者：admin 编辑：李文静", "editor 李文静"),
        ("责任编辑：李文静    终审：陈海生    分享到：", "editor 李文静"),
        ("编辑：李文静 邮箱：a@b.cn", "editor 李文静"),
        ("编辑：李文静 电话：010-12345678", "editor 李文静"),
        ("[编辑: 李文静] [打印] [关闭]", "editor 李文静"),
        ("来源：青石网 编辑：李文静 点击：12 次", "editor 李文静; origin 青石网"),
        ("作者：王小川 | 时间：2024-01-05", "reporter 王小川"),
        ("作者：王小川 发布于：2024-01-05", "reporter 王小川"),
        ("作者 | 王小川 陈海生", "reporter 王小川; reporter 陈海生"),
        ("编辑 | 李文静", "editor 李文静"),
        ("作者丨王小川 责编丨李文静 美编丨陈海生", "reporter 王小川; editor 李文静"),
        ("来源丨青石日报（ID：qsrb）", "origin 青石日报"),
        ("作者：青石日报评论员 王小川", "reporter 王小川"),
        ("作者：青华社记者王小川、陈海生", "reporter 王小川; reporter 陈海生"),
        ("责任编辑：李文静 实习编辑：陈海生", "editor 李文静; editor 陈海生"),
        ("记者 王小川 见习记者 陈海生 通讯员 李青 摄影报道", "reporter 王小川; reporter 陈海生; correspondent 李青"),
        ("责任编辑： 李文静 李文静", "editor 李文静"),
        ("责任编辑：李文静网络编辑：陈海生", "editor 李文静; editor 陈海生"),
        ("来源：青石日报作者：王小川编辑：李文静", "reporter 王小川; editor 李文静; origin 青石日报"),
        ("作者：王小川来源：青石日报", "reporter 王小川; origin 青石日报"),
        ("作者：阿迪力·买买提", "reporter 阿迪力·买买提"),
        ("作者：Wang Xiaochuan", "reporter Wang Xiaochuan"),
        ("作者：约翰·史密斯", "reporter 约翰·史密斯"),
        ("作者：迈克尔", "reporter 迈克尔"),
        ("作者：一只小猫咪", "reporter 一只小猫咪"),
        ("记者手记：走进青石", ""),
        ("记者调查：青石的早晨", ""),
        ("编辑部的故事", ""),
        ("作者简介：王小川，青石大学教授", ""),
        ("记者王小川从青石县获悉", ""),
        ("摄影：视觉中国", ""),
        ("图片来源：视觉中国", ""),
        ("图：受访者提供", ""),
        ("图源：视觉中国", ""),
        ("作者：佚名 编辑：佚名", ""),
        ("责任编辑：", ""),
        ("编辑：查看更多", ""),
        ("作者：投稿", ""),
        ("编辑：责任编辑", ""),
        ("作者：本站", ""),
        ("作者：原创", ""),
        ("作者：综合", ""),
        ("作者：来源：青石网", "origin 青石网"),
        ("来源：未知 作者：admin 时间：2024-01-05", ""),
        ("来源：本站 作者：本站编辑", ""),
        ("供稿：王小川 编辑：李文静", "reporter 王小川; editor 李文静"),
    ],
)  # fmt: skip
def test_lines_of_credits(line: str, expected: str) -> None:
    assert sorted(told(read_credit_line(line), expected).split("; ")) == sorted(
        expected.split("; ")
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("青石经济报道记者 王小川 北京报道", "reporter 王小川"),
        ("青经记者 王小川 青经编辑 李文静", "reporter 王小川; editor 李文静"),
        ("青石网·海报新闻记者 王小川 陈海生 青石报道", "reporter 王小川; reporter 陈海生"),
        ("青石晚报·青石壹点记者 王小川 通讯员 陈海生 报道", "reporter 王小川; correspondent 陈海生"),
        ("青石青年报客户端北京1月5日电（青青报·青青网记者 王小川）S", "reporter 王小川"),
        ("青广网北京1月5日消息（记者王小川）S", "reporter 王小川"),
        ("青视网消息（记者 王小川）：S", "reporter 王小川"),
        ("（青湖日报全媒记者王小川、通讯员陈海生、李青）S", "reporter 王小川; correspondent 陈海生; correspondent 李青"),
        ("青子晚报网1月5日讯（通讯员 陈海生 记者 王小川）S", "reporter 王小川; correspondent 陈海生"),
        ("青南网1月5日讯（青建日报记者 王小川 通讯员 陈海生 文/图）S", "reporter 王小川; correspondent 陈海生"),
        ("青门网讯 （文/青门日报记者 王小川 通讯员 陈海生 图/青门日报记者 李青）S", "reporter 王小川; correspondent 陈海生; photographer 李青"),
        ("青西网讯 王小川、记者陈海生报道：S", "reporter 王小川; reporter 陈海生"),
        ("青西网/青西头条客户端讯 王小川、记者陈海生报道：S", "reporter 王小川; reporter 陈海生"),
        ("青圳新闻网2024年1月5日讯（记者 王小川）S", "reporter 王小川"),
        ("青庆日报网1月5日9时讯（记者 王小川）S", "reporter 王小川"),
        ("青山网讯（记者王小川 通讯员陈海生报道）S", "reporter 王小川; correspondent 陈海生"),
        ("青方网讯：（青云新闻记者 王小川）S", "reporter 王小川"),
        ("青肃网1月5日讯 据青州日报报道（全媒体记者 王小川）S", "reporter 王小川"),
        ("青京日报客户端 | 记者 王小川", "reporter 王小川"),
        ("青民晚报讯（记者 王小川 实习生 陈海生）S", "reporter 王小川; reporter 陈海生"),
        ("（作者：王小川，系青石大学教授）", "reporter 王小川"),
        ("（作者为青石大学教授）", ""),
        ("（作者系青石大学教授 王小川）", ""),
        ("［記者王小川／台北報導］S", "reporter 王小川"),
        ("【記者王小川/台北報導】S", "reporter 王小川"),
        ("Qtoday記者王小川／綜合報導", "reporter 王小川"),
        ("青立新聞網 記者王小川／台北報導", "reporter 王小川"),
        ("青合報／ 記者王小川／台北即時報導", "reporter 王小川"),
        ("政治中心／王小川報導", "reporter 王小川"),
        ("娛樂中心／綜合報導", ""),
        ("記者王小川採訪報導", "reporter 王小川"),
        ("編譯王小川／綜合報導", "reporter 王小川"),
        ("【青公報訊】記者王小川報道：S", "reporter 王小川"),
        ("青港文匯報訊（記者 王小川）S", "reporter 王小川"),
        ("（青港文匯報記者 王小川）S", "reporter 王小川"),
        ("青华社青石1月5日电 题：S", ""),
        ("青华社记者王小川 陈海生", "reporter 王小川; reporter 陈海生"),
        ("本报记者 王小川 本报通讯员 陈海生", "reporter 王小川; correspondent 陈海生"),
        ("□ 本报记者 王小川", "reporter 王小川"),
        ("■本报记者王小川 实习生陈海生", "reporter 王小川; reporter 陈海生"),
        ("○ 王小川 陈海生", "reporter 王小川; reporter 陈海生"),
        ("●青方日报记者 王小川", "reporter 王小川"),
        ("记者 王小川", "reporter 王小川"),
        ("王小川 本报记者 陈海生", "reporter 王小川; reporter 陈海生"),
        ("通讯员 陈海生 记者 王小川", "reporter 王小川; correspondent 陈海生"),
        ("青济日报·青济网记者 王小川", "reporter 王小川"),
        ("青民网记者 王小川", "reporter 王小川"),
        ("王小川", ""),
        ("青石的早晨", ""),
        ("记者 探访", ""),
        ("记者 直击现场", ""),
        ("本报记者专访青石县县长", ""),
        ("青华社记者 摄", ""),
        ("本报讯 记者日前从青石县获悉，S", ""),
        ("近日，记者王小川在青石县采访时看到，S", ""),
        ("S（王小川／台北報導）青石網關心你", "reporter 王小川"),
        ("S（綜合／台北報導）", ""),
    ],
)  # fmt: skip
def test_first_lines(line: str, expected: str) -> None:
    """S stands for the story that the line runs on into."""
    texts = [line.replace("S", STORY), *REST]
    if line.startswith("S"):
        texts = [*REST, line.replace("S", STORY)]
    said = [one for _, one in read_bylines(texts)]
    assert sorted(told(said, expected).split("; ")) == sorted(expected.split("; "))
