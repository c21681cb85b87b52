# ruff: noqa: E501 - markup and sentences are kept on one line
"""Sentences that carry a fact: themes, speeches, targets, companies; and who draws the words.

Every sentence ends with its full stop. Background patterns hold no theme, county or target, so
the truth is known by construction.
"""

from __future__ import annotations

import random
from array import array
from itertools import chain, count
from typing import TYPE_CHECKING, TypeVar

from newsroom import vocabulary as v
from newsroom.facts import Organisation, SpeechAct, Target
from newsroom.patterns import BACKGROUND, BY_TOPIC, THEME_BY_TOPIC
from newsroom.provinces import JIANGXI

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsroom.places import County
    from newsroom.provinces import Province
    from newsroom.themes import Theme
    from newsroom.vocabulary import Topic

T = TypeVar("T")


class Writer:
    """Draws words and numbers; the same seed writes the same text on every machine.

    ``pick(pool)``, ``number(low, high)``, ``chance(share)`` and ``name()`` are closures over one
    stream of 32-bit draws: a million articles take a hundred million of them.
    """

    __slots__ = ("chance", "draw", "name", "number", "pick", "province")

    def __init__(self, seed: object, province: Province = JIANGXI) -> None:
        self.province = province
        draw = stream(f"newsroom {seed}").__next__
        names = v.NAMES

        def pick(pool: Sequence[T]) -> T:
            return pool[draw() % len(pool)]

        def number(low: int, high: int) -> int:
            return low + draw() % (high - low + 1)

        def chance(share: float) -> bool:
            return draw() < share * 2**32

        def name() -> str:
            return names[draw() % len(names)]

        self.draw, self.pick, self.number, self.chance, self.name = draw, pick, number, chance, name

    def sentence(self, topic: Topic) -> str:
        """One background sentence of 30 to 75 characters."""
        return self.pick(BY_TOPIC[topic.name])(self.draw)

    def paragraph(self, topic: Topic, sentences: int) -> str:
        draw, patterns = self.draw, BY_TOPIC[topic.name]
        return "".join([patterns[draw() % len(BACKGROUND)](draw) for _ in range(sentences)])


def stream(seed: str) -> Iterator[int]:
    """Endless 32-bit draws of the Mersenne Twister, in blocks."""
    source = random.Random(seed)
    return chain.from_iterable(array("I", source.randbytes(4 * 4096)) for _ in count())


def theme_sentence(w: Writer, t: Topic, theme: Theme) -> str:
    """A sentence that names ``theme`` once."""
    form = w.pick(theme.forms)
    told = form if "“" in form else f"“{form}”" if w.chance(0.3) else form
    return w.pick(THEME_BY_TOPIC[t.name])(w.draw, told)


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
            "再建成",
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
    home = w.province
    core = w.pick(home.company_cores) + w.pick(v.COMPANY_TRADES)
    form = w.pick(v.COMPANY_FORMS)
    shape = w.number(0, 99)
    if county is None or shape < 20:
        name, code = f"{home.city_short}{core}{form}", None
    elif shape < 55:
        name, code = f"{county.name}{core}{form}", county.code
    elif shape < 80:
        name, code = f"{home.short}{county.short}{core}{form}", county.code
    else:
        name, code = (
            f"{w.pick(home.company_cores)}（{county.short}）{w.pick(v.COMPANY_TRADES)}{form}",
            county.code,
        )
    raw = name
    if listed and w.chance(0.12):
        raw = raw.replace("有限公司", "有公司")
    if listed and w.chance(0.08):
        raw = raw.replace(home.city_short, home.city_traditional)
    return Organisation(name, raw, code, listed)
