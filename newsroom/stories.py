# ruff: noqa: E501 - markup and sentences are kept on one line
"""Stories of the newsroom: each kind builds headline, paragraphs and their truth in one go."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsroom import vocabulary as v
from newsroom.sentences import company, past_figure, speech, target, theme_sentence
from newsroom.themes import DRAWN, NOT_A_THEME, RURAL

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from newsroom.facts import Organisation, SpeechAct, Target
    from newsroom.sentences import Writer


@dataclass(slots=True)
class Draft:
    """A story before any outlet has printed it."""

    kind: str
    topic: str
    section: str
    headlines: tuple[str, ...]
    """Equivalent headlines; the first is the original's."""
    paragraphs: list[str]
    themes: tuple[str, ...] = ()
    """Labels that were placed somewhere; counted when printed."""
    reported_on: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    mentioned: tuple[str, ...] = ()
    list_lines: tuple[str, ...] = ()
    targets: list[Target] = field(default_factory=list)
    speech_acts: list[SpeechAct] = field(default_factory=list)
    organisations: list[Organisation] = field(default_factory=list)
    traps: tuple[str, ...] = ()


def draft(w: Writer, when: datetime) -> Draft:
    """The next story: its kind drawn by ``SHARES``."""
    return w.pick(WHEEL)(w, when)


MEETINGS = ("推进会", "现场会", "调度会", "动员大会", "座谈会", "专题会")


def meeting(w: Writer, when: datetime) -> Draft:
    """A party or government meeting on one to three themes: leaders speak, targets are set."""
    is_city = w.chance(0.35)
    county = None if is_city else w.pick(w.province.city_counties)
    place = w.province.city if county is None else county.name
    topic = v.TOPIC["industry"] if w.chance(0.75) else v.TOPIC["farming"]
    pool = DRAWN if topic.name == "industry" else RURAL
    themes = tuple({w.pick(pool).label: None for _ in range(w.number(1, 3))})
    chosen = list({theme.label: theme for theme in pool if theme.label in themes}.values())
    main, gathering, core = (
        chosen[0],
        w.pick(MEETINGS),
        f"{w.number(11, 99)}个{w.pick(topic.works)}",
    )
    posts = v.CITY_POSTS if is_city else v.LEADER_POSTS
    first, second = w.name(), w.name()
    first_post, second_post = posts[0], posts[1]
    lead = (
        f"{when.month}月{when.day}日，{place}召开{main.label}{gathering}，回顾去年{w.pick(topic.nouns)}的经验，"
        f"安排今年{core}的任务。{first_post}{first}出席并讲话，{second_post}{second}主持。"
    )
    said, act = speech(w, topic, first, first_post, main)
    said_too, act_too = speech(
        w, topic, second, second_post, w.pick(chosen) if w.chance(0.6) else None
    )
    aims = [target(w, topic) for _ in range(w.number(1, 2))]
    if len(aims) == 2 and aims[0][1].subject == aims[1][1].subject:
        aims.pop()
    paragraphs = [lead, said + w.sentence(topic)]
    paragraphs += [theme_sentence(w, topic, theme) + w.sentence(topic) + aim for theme, aim in zip(
        chosen, [text for text, _ in aims] + [""] * 3, strict=False)]  # fmt: skip
    left = [text for text, _ in aims[len(chosen) :]]
    paragraphs.append(w.paragraph(topic, w.number(2, 3)) + "".join(left))
    paragraphs.append(said_too + w.paragraph(topic, w.number(1, 3)))
    traps: tuple[str, ...] = ()
    if w.chance(0.15):
        paragraphs.append(past_figure(w) + w.sentence(topic))
        traps = ("past_figure",)
    return Draft(
        "meeting", topic.name, "时政",
        (
            f"{place}召开{main.label}{gathering} {first}讲话",
            f"{place}部署{core}：{main.label}再出发",
            f"{main.label}{gathering}在{place}举行",
        ),
        paragraphs, themes, () if county is None else (county.code,),
        targets=[aim for _, aim in aims], speech_acts=[act, act_too], traps=traps,
    )  # fmt: skip


def award(w: Writer, when: datetime) -> Draft:
    """A meeting that ends with award lists: counties, then companies, one line per county."""
    base = meeting(w, when)
    winners = list({w.pick(w.province.city_counties).code: None for _ in range(w.number(5, 9))})
    counties = [county for county in w.province.city_counties if county.code in winners]
    half = len(counties) // 2
    lines = ["、".join(c.name for c in counties[:half]), "、".join(c.name for c in counties[half:])]
    organisations = []
    for county in counties:
        row = [company(w, county) for _ in range(w.number(1, 4))]
        organisations += row
        lines.append("、".join(entry.name_raw for entry in row))
    base.paragraphs += [
        *lines,
        f"会议表彰了{when.year - 1}年度先进单位和企业，受表彰代表作了发言。",
    ]
    base.kind, base.list_lines, base.organisations = "award", tuple(lines), organisations
    base.listed = tuple(c.code for c in counties if c.code not in base.reported_on)
    return base


def project(w: Writer, when: datetime) -> Draft:
    """A company builds something in a county."""
    county, topic = w.pick(w.province.city_counties), v.TOPIC["industry"]
    firm = company(w, county, listed=False)
    theme = w.pick(DRAWN)
    noun, work, amount = w.pick(topic.nouns), w.pick(topic.works), w.number(2, 60)
    aims = [target(w, topic)] if w.chance(0.5) else []
    paragraphs = [
        f"{when.month}月{when.day}日，总投资{amount}亿元的{noun}项目在{county.name}开工，项目由{firm.name}建设，占地{w.number(60, 990)}亩。",
        theme_sentence(w, topic, theme) + w.sentence(topic) + "".join(text for text, _ in aims),
        w.paragraph(topic, w.number(2, 4)),
        f"在{firm.name}的{work}里，{w.pick(topic.people)}{w.name()}正在忙碌。"
        + w.paragraph(topic, w.number(1, 2)),
        w.paragraph(topic, w.number(1, 3)),
    ]
    return Draft(
        "project", topic.name, "经济",
        (
            f"{county.short}{amount}亿元{noun}项目开工",
            f"{amount}亿元{noun}项目落子{county.name}",
            f"{county.name}：{noun}项目破土 {work}同步建设",
        ),
        paragraphs, (theme.label,), (county.code,),
        targets=[aim for _, aim in aims], organisations=[firm],
    )  # fmt: skip


def feature(w: Writer, when: datetime) -> Draft:
    """Weather, schools, farms, culture: most of what a channel prints has no theme at all."""
    county = w.pick(w.province.counties) if w.chance(0.85) else None
    topic = v.TOPICS[w.number(1, len(v.TOPICS) - 1)]
    place = w.province.city_short if county is None else county.name
    noun, work, gain = w.pick(topic.nouns), w.pick(topic.works), w.pick(topic.gains)
    village, person = w.pick(v.VILLAGES), w.name()
    opening = (
        f"记者从{place}{w.pick(v.BUREAUX)}获悉，",
        f"{when.month}月{when.day}日，在{place}{village}，",
        f"{w.pick(v.TIMES)}，{place}{village}的{w.pick(topic.people)}{person}格外忙碌，",
    )[w.number(0, 2)]
    paragraphs = [f"{opening}{w.number(3, 70)}处{noun}完成{work}，{gain}。" + w.sentence(topic)]
    paragraphs += [w.paragraph(topic, w.number(2, 4)) for _ in range(w.number(3, 5))]
    themes: tuple[str, ...] = ()
    targets = []
    if w.chance(0.15) and topic.name in ("farming", "welfare", "culture"):
        theme = w.pick(RURAL)
        themes = (theme.label,)
        paragraphs[1] += theme_sentence(w, topic, theme)
    if w.chance(0.1) and topic.name in ("farming", "transport", "welfare"):
        text, aim = target(w, topic)
        paragraphs[2] += text
        targets.append(aim)
    shown = place if county is None else county.short if w.chance(0.5) else county.name
    made = Draft(
        "feature", topic.name, topic.section,
        (f"{shown}{village}：{noun}{gain}", f"{shown}{noun}里的新故事", f"{person}和{village}的{noun}"),
        paragraphs, themes, () if county is None else (county.code,), targets=targets,
    )  # fmt: skip
    if w.chance(0.25):
        lay_trap(w, made)
    return made


def lay_trap(w: Writer, made: Draft) -> None:
    share, at = w.number(0, 99), w.number(1, len(made.paragraphs) - 1)
    if share < 65:
        sentence = w.pick(w.province.homonyms)[0]
        made.paragraphs[at] += f"{sentence}。"
        made.traps = ("homonym",)
        meant = w.province.named_by_traps
        made.mentioned = tuple(code for name, code in meant.items() if name in sentence)
    elif share < 85:
        made.paragraphs[at] += NOT_A_THEME + "。"
        made.traps = ("not_a_theme",)
    elif made.reported_on:
        sentence, code = w.pick(w.province.old_names)
        made.paragraphs[at] += sentence + "。"
        made.traps = ("old_name",)
        if code not in made.reported_on:
            made.mentioned = (code,)


def brief(w: Writer, when: datetime) -> Draft:
    """A short piece of one paragraph, under 200 characters."""
    county, topic = w.pick(w.province.city_counties), w.pick(v.TOPICS)
    work = w.pick(topic.works)
    return Draft(
        "brief", topic.name, "简讯",
        (f"{county.short}{w.pick(topic.nouns)}{work}启用",),
        [f"{when.month}月{when.day}日，{county.name}{w.pick(v.VILLAGES)}{work}正式启用。" + w.sentence(topic)],
        (), (county.code,), traps=("short",),
    )  # fmt: skip


def weather_bulletin(w: Writer, when: datetime) -> Draft:
    """One template every day, other figures: alike, and never the same story."""
    low = w.number(1, 12)
    day = f"{when.month}月{when.day}日"
    sky = w.pick(("多云", "阴有小雨", "晴到多云", "阴天", "小雨转多云", "晴"))
    text = [
        f"{w.province.city}气象台{day}{w.number(6, 8)}时发布：今天白天到夜间全市{sky}，最低气温{low}℃，最高气温{low + w.number(3, 12)}℃，"
        f"偏{w.pick('北南东西')}风{w.number(1, 4)}级，相对湿度{w.number(40, 97)}%。",
        f"空气质量指数{w.number(18, 120)}，首要污染物为PM{w.pick(('2.5', '10'))}；森林火险等级{w.pick('一二三四')}级，"
        f"晨间能见度{w.number(1, 15)}公里，江水水位{w.number(90, 99)}.{w.number(10, 99)}米。",
        "气象台提醒：早晚温差较大，出行请注意添衣；雨天路滑，请减速慢行；家中用火用电注意安全。",
    ]
    return Draft("bulletin", "weather", "气象", (f"{day}{w.province.city_short}天气预报：{sky}",), text, traps=("bulletin",),
                 mentioned=())  # fmt: skip


def price_bulletin(w: Writer, when: datetime) -> Draft:
    day = f"{when.month}月{when.day}日"
    goods = ("大白菜", "上海青", "白萝卜", "土豆", "猪后腿肉", "鸡蛋", "草鱼", "早籼米")
    rows = "，".join(f"{name}每公斤{w.number(2, 38)}.{w.number(10, 99)}元" for name in goods)
    text = [
        f"据价格监测中心{day}对中心城区{w.number(5, 9)}家农贸市场的采价，{rows}。",
        f"与上一采价日相比，{w.number(1, 8)}个品种上涨，{w.number(1, 8)}个品种持平，蔬菜均价波动{w.number(1, 9)}.{w.number(1, 9)}%，"
        "货源充足，市场秩序平稳。监测数据仅供参考，实际成交价以摊位为准。",
    ]
    return Draft(
        "bulletin",
        "prices",
        "民生",
        (f"{day}{w.province.city_short}农贸市场菜价一览",),
        text,
        traps=("bulletin",),
    )


SHARES: tuple[tuple[Callable[[Writer, datetime], Draft], int], ...] = (
    (meeting, 22), (award, 6), (project, 14), (feature, 42), (brief, 6), (weather_bulletin, 5),
    (price_bulletin, 5),
)  # fmt: skip
WHEEL = tuple(build for build, share in SHARES for _ in range(share))
