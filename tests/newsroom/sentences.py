# ruff: noqa: E501 - markup and sentences are kept on one line
"""Sentences of the newsroom: many short patterns over large vocabularies.

A ``Writer`` draws from one ``random.Random``; every sentence ends with its full stop. No pattern
holds a theme, a county or a target unless it is handed one, so the truth is known by construction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from tests.newsroom import vocabulary as v
from tests.newsroom.facts import Organisation, SpeechAct, Target

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

    from tests.newsroom.places import County
    from tests.newsroom.themes import Theme
    from tests.newsroom.vocabulary import Topic

T = TypeVar("T")


class Writer:
    """Draws words and numbers; the same seed writes the same text on every machine."""

    __slots__ = ("random",)

    def __init__(self, source: random.Random) -> None:
        self.random = source.random

    def pick(self, pool: Sequence[T]) -> T:
        return pool[int(self.random() * len(pool))]

    def number(self, low: int, high: int) -> int:
        return low + int(self.random() * (high - low + 1))

    def chance(self, share: float) -> bool:
        return self.random() < share

    def name(self) -> str:
        return v.NAMES[int(self.random() * len(v.NAMES))]

    def sentence(self, topic: Topic) -> str:
        """One background sentence of 30 to 75 characters."""
        return PATTERNS[int(self.random() * len(PATTERNS))](self, topic)

    def paragraph(self, topic: Topic, sentences: int) -> str:
        return "".join([self.sentence(topic) for _ in range(sentences)])


def s_build(w: Writer, t: Topic) -> str:
    return (
        f"{w.pick(v.TIMES)}，{w.pick(v.VILLAGES)}的{w.pick(t.works)}进入第{w.number(2, 29)}周，"
        f"{w.number(12, 480)}名工人{w.pick(v.MANNER)}地忙着，{w.pick(t.people)}{w.name()}守在{w.pick(v.PLACES)}。"
    )


def s_quote(w: Writer, t: Topic) -> str:
    return (
        f"“{w.pick(t.nouns)}的事，{w.pick(v.JUDGEMENTS)}。”{w.pick(v.VILLAGES)}{w.pick(t.people)}"
        f"{w.name()}一边说，一边翻出{w.number(3, 60)}页的记录本。"
    )


def s_step(w: Writer, t: Topic) -> str:
    return (
        f"{w.pick(v.LINKING)}，{w.pick(v.BUREAUX)}牵头{w.pick(t.steps)}，同时{w.pick(t.steps)}，"
        f"前后跑了{w.number(3, 90)}趟{w.pick(v.VILLAGES)}，{w.pick(t.gains)}。"
    )


def s_compare(w: Writer, t: Topic) -> str:
    return (
        f"{w.name()}是{w.pick(v.VILLAGES)}的{w.pick(t.people)}，管着{w.number(3, 99)}处{w.pick(t.nouns)}，"
        f"他记得{w.number(2, 20)}年前{w.pick(v.PLACES)}还没有{w.pick(t.works)}，如今{w.pick(t.gains)}。"
    )


def s_count(w: Writer, t: Topic) -> str:
    return (
        f"{w.pick(t.works)}用地{w.number(11, 890)}.{w.number(1, 9)}亩，已完成投资{w.number(1000, 98000)}万元，"
        f"{w.pick(t.nouns)}和{w.pick(t.nouns)}共用一套台账，{w.pick(t.gains)}。"
    )


def s_ask(w: Writer, t: Topic) -> str:
    return (
        f"{w.pick(t.nouns)}为什么难？{w.pick(t.people)}{w.name()}的回答是，{w.pick(v.JUDGEMENTS)}，"
        f"于是他们先{w.pick(t.steps)}，再{w.pick(t.steps)}。"
    )


def s_visit(w: Writer, t: Topic) -> str:
    return (
        f"在{w.pick(v.VILLAGES)}{w.pick(v.PLACES)}，记者看到{w.number(2, 40)}台机具正围着{w.pick(t.works)}作业，"
        f"{w.pick(t.people)}{w.name()}介绍，{w.pick(t.steps)}之后，{w.pick(t.gains)}。"
    )


def s_survey(w: Writer, t: Topic) -> str:
    return (
        f"{w.pick(v.BUREAUX)}走访了{w.number(15, 980)}户，收回意见{w.number(20, 1500)}条，"
        f"其中{w.number(5, 95)}%与{w.pick(t.nouns)}有关，{w.pick(v.MANNER)}{w.pick(t.steps)}由此写进了清单。"
    )


def s_money(w: Writer, t: Topic) -> str:
    return (
        f"去年底拨下的{w.number(30, 990)}万元，{w.number(2, 8)}成用于{w.pick(t.works)}，其余补贴{w.pick(t.nouns)}，"
        f"{w.pick(v.VILLAGES)}分到{w.number(5, 88)}万元。"
    )


def s_schedule(w: Writer, t: Topic) -> str:
    return (
        f"按照安排，{w.pick(v.VILLAGES)}负责{w.pick(t.nouns)}，{w.pick(v.VILLAGES)}负责{w.pick(t.works)}，"
        f"{w.pick(v.BUREAUX)}每{w.pick('三五七十')}天通报一次，{w.pick(t.people)}{w.name()}担任联络人。"
    )


def s_scene(w: Writer, t: Topic) -> str:
    return (
        f"{w.pick(v.TIMES)}，{w.pick(v.PLACES)}的灯亮到{w.number(8, 11)}点，{w.name()}和{w.name()}还在商量"
        f"{w.pick(t.steps)}的办法，桌上摊着{w.pick(t.nouns)}的图纸。"
    )


def s_result(w: Writer, t: Topic) -> str:
    return (
        f"{w.pick(v.VILLAGES)}的变化看得见：{w.pick(t.gains)}，{w.pick(t.gains)}，"
        f"{w.pick(t.people)}{w.name()}说这比{w.number(2, 15)}年前强了不少。"
    )


def s_problem(w: Writer, t: Topic) -> str:
    return (
        f"问题也摆在眼前，{w.pick(t.nouns)}缺人，{w.pick(t.works)}缺图，{w.pick(v.BUREAUX)}为此{w.pick(v.MANNER)}"
        f"{w.pick(t.steps)}，{w.number(6, 45)}天内补上了{w.number(2, 30)}处漏洞。"
    )


def s_team(w: Writer, t: Topic) -> str:
    return (
        f"由{w.number(3, 36)}名{w.pick(t.people)}组成的队伍来到{w.pick(v.VILLAGES)}，{w.pick(t.steps)}，{w.pick(t.steps)}，"
        f"{w.name()}的手机里存着{w.number(40, 900)}张{w.pick(t.nouns)}的照片。"
    )


def s_plain(w: Writer, t: Topic) -> str:
    return f"{w.pick(v.JUDGEMENTS)}，{w.pick(v.VILLAGES)}{w.name()}深有体会：没有{w.pick(t.works)}，{w.pick(t.nouns)}就是一句空话。"


def s_training(w: Writer, t: Topic) -> str:
    return (
        f"{w.name()}主讲的{w.pick(t.nouns)}课排在{w.pick(v.PLACES)}，{w.number(20, 300)}人报名，"
        f"课后{w.pick(t.people)}结伴去{w.pick(v.VILLAGES)}看了{w.pick(t.works)}。"
    )


PATTERNS: tuple[Callable[[Writer, Topic], str], ...] = (
    s_build, s_quote, s_step, s_compare, s_count, s_ask, s_visit, s_survey, s_money, s_schedule, s_scene,
    s_result, s_problem, s_team, s_plain, s_training,
)  # fmt: skip


def theme_sentence(w: Writer, t: Topic, theme: Theme) -> str:
    """A sentence that names ``theme`` once."""
    form = w.pick(theme.forms)
    told = form if "“" in form else f"“{form}”" if w.chance(0.3) else form
    return (
        f"大家认为，{told}{w.pick(v.JUDGEMENTS)}，要{w.pick(v.MANNER)}{w.pick(t.steps)}，带动{w.pick(t.nouns)}上台阶。",
        f"围绕{told}，{w.pick(v.BUREAUX)}拿出{w.number(5, 48)}条措施，从{w.pick(t.works)}抓起，{w.pick(t.steps)}。",
        f"会议听取了{told}推进情况的汇报，{w.pick(v.VILLAGES)}等{w.number(3, 15)}个单位谈了{w.pick(t.nouns)}的做法。",
        f"坚持{told}不松劲，{w.pick(t.people)}{w.name()}说，{w.pick(t.steps)}以后{w.pick(t.gains)}。",
        f"{w.pick(v.TIMES)}，{told}专班走进{w.pick(v.VILLAGES)}，现场解决了{w.number(2, 28)}个{w.pick(t.works)}的问题。",
    )[w.number(0, 4)]


def speech(
    w: Writer, t: Topic, person: str, post: str, theme: Theme | None
) -> tuple[str, SpeechAct]:
    verb = w.pick(v.SPEECH_VERBS)
    about = f"把{w.pick(theme.forms)}抓在手上，" if theme else ""
    post_shown = post if w.chance(0.5) else ""
    text = (
        f"{post_shown}{person}{verb}，要{about}{w.pick(v.MANNER)}{w.pick(t.steps)}，抓好{w.pick(t.works)}，"
        f"让{w.pick(t.people)}看到{w.pick(t.nouns)}的变化。"
    )
    return text, SpeechAct(person, post, verb, theme.label if theme else None, text)


TARGET_UNITS = {"亿元": ("元", 1e8), "万平方米": ("平方米", 1e4), "万吨": ("吨", 1e4), "家": ("家", 1.0),
                "个": ("个", 1.0), "万亩": ("亩", 1e4), "公里": ("公里", 1.0)}  # fmt: skip


def target(w: Writer, t: Topic) -> tuple[str, Target]:
    """A sentence with exactly one target, and that target."""
    is_industry = t.name == "industry"
    form = w.number(0, 3) if is_industry else w.number(4, 6)
    if form == 0:
        value, unit, comparator, subject, deadline = (
            10 * w.number(5, 120),
            "万平方米",
            "力争",
            "标准厂房",
            "三年",
        )
        text = f"力争用三年时间新建成{value}万平方米标准厂房，{w.pick(t.steps)}。"
    elif form == 1:
        value, unit, comparator, subject = (
            50 * w.number(2, 40),
            "亿元",
            "突破",
            "规模以上工业营业收入",
        )
        deadline = f"{w.number(2019, 2022)}年"
        text = f"到{deadline}，规模以上工业营业收入突破{value}亿元，{w.pick(t.works)}同步建成。"
    elif form == 2:
        value, unit, comparator, subject, deadline = (
            100 * w.number(2, 9),
            "亿元",
            "过",
            "开发区",
            "两年",
        )
        text = f"争取两年内打造一批过{value}亿元的开发区，{w.pick(t.people)}的培训也要跟上。"
    elif form == 3:
        value, unit, comparator, subject = w.number(12, 160), "家", "新增", "规模以上工业企业"
        deadline = "2019年"
        text = f"确保2019年新增规模以上工业企业{value}家，{w.pick(v.BUREAUX)}{w.pick(v.MANNER)}抓落实。"
    elif form == 4:
        value, unit, comparator, subject, deadline = (
            w.number(2, 30),
            "万亩",
            "力争",
            "高标准农田",
            "2020年",
        )
        text = f"力争到2020年建成高标准农田{value}万亩，{w.pick(t.steps)}。"
    elif form == 5:
        value, unit, comparator, subject, deadline = (
            w.number(30, 600),
            "公里",
            "计划",
            "农村公路",
            "年底",
        )
        text = f"计划年底前新改建农村公路{value}公里，{w.pick(v.VILLAGES)}一并纳入。"
    else:
        value, unit, comparator, subject, deadline = (
            w.number(5, 80),
            "个",
            "争取",
            "社区服务站",
            "三年",
        )
        text = f"争取三年再建成{value}个社区服务站，由{w.pick(v.BUREAUX)}负责。"
    base, factor = TARGET_UNITS[unit]
    return text, Target(
        float(value), unit, value * factor, base, comparator, subject, deadline, text
    )


def past_figure(w: Writer) -> str:
    """A figure already reached: not a target."""
    return f"去年，园区企业营业收入已突破{w.number(12, 480)}亿元，{w.number(20, 90)}家企业完成了设备更新。"


def company(w: Writer, county: County | None, *, listed: bool = True) -> Organisation:
    """A company; now and then misprinted as such lists are: 有公司, 贛."""
    core = w.pick(v.COMPANY_CORES) + w.pick(v.COMPANY_TRADES)
    form = w.pick(v.COMPANY_FORMS)
    shape = w.random()
    if county is None or shape < 0.2:
        name, code = f"赣州{core}{form}", None
    elif shape < 0.55:
        name, code = f"{county.name}{core}{form}", county.code
    elif shape < 0.8:
        name, code = f"江西{county.short}{core}{form}", county.code
    else:
        name, code = (
            f"{w.pick(v.COMPANY_CORES)}（{county.short}）{w.pick(v.COMPANY_TRADES)}{form}",
            county.code,
        )
    raw = name
    if listed and w.chance(0.12):
        raw = raw.replace("有限公司", "有公司")
    if listed and w.chance(0.08):
        raw = raw.replace("赣州", "贛州")
    return Organisation(name, raw, code, listed)
