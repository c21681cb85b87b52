"""The grammar itself: sentences with slots, compiled to one expression per subject.

``<VILLAGES>`` draws from the vocabulary of that name, ``<works>`` from the subject's own words,
``<12-480>`` a number between the two, ``<TOLD>`` is the slogan handed in. Compiled because a
million articles need thirteen million sentences.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsroom import vocabulary as v

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsroom.vocabulary import Topic

BACKGROUND = (
    "<TIMES>，<VILLAGES>的<works>进入第<2-29>周，<12-480>名工人<MANNER>地忙着，<people><NAMES>守在<PLACES>。",
    "“<nouns>的事，<JUDGEMENTS>。”<VILLAGES><people><NAMES>一边说，一边翻出<3-60>页的记录本。",
    "<LINKING>，<BUREAUX>牵头<steps>，同时<steps>，前后跑了<3-90>趟<VILLAGES>，<gains>。",
    "<NAMES>是<VILLAGES>的<people>，管着<3-99>处<nouns>，他记得<2-20>年前<PLACES>还没有<works>，如今<gains>。",
    "<works>用地<11-890>.<1-9>亩，已完成投资<1000-98000>万元，<nouns>和<nouns>共用一套台账，<gains>。",
    "<nouns>为什么难？<people><NAMES>的回答是，<JUDGEMENTS>，于是他们先<steps>，再<steps>。",
    "在<VILLAGES><PLACES>，记者看到<2-40>台机具正围着<works>作业，<people><NAMES>介绍，<steps>之后，<gains>。",
    "<BUREAUX>走访了<15-980>户，收回意见<20-1500>条，其中<5-95>%与<nouns>有关，<MANNER><steps>由此写进了清单。",
    "去年底拨下的<30-990>万元，<2-8>成用于<works>，其余补贴<nouns>，<VILLAGES>分到<5-88>万元。",
    "按照安排，<VILLAGES>负责<nouns>，<VILLAGES>负责<works>，<BUREAUX>每<DAYS>天通报一次，<people><NAMES>担任联络人。",
    "<TIMES>，<PLACES>的灯亮到<8-11>点，<NAMES>和<NAMES>还在商量<steps>的办法，桌上摊着<nouns>的图纸。",
    "<VILLAGES>的变化看得见：<gains>，<gains>，<people><NAMES>说这比<2-15>年前强了不少。",
    "问题也摆在眼前，<nouns>缺人，<works>缺图，<BUREAUX>为此<MANNER><steps>，<6-45>天内补上了<2-30>处漏洞。",
    "由<3-36>名<people>组成的队伍来到<VILLAGES>，<steps>，<steps>，<NAMES>的手机里存着<40-900>张<nouns>的照片。",
    "<JUDGEMENTS>，<VILLAGES><NAMES>深有体会：没有<works>，<nouns>就是一句空话。",
    "<NAMES>主讲的<nouns>课排在<PLACES>，<20-300>人报名，课后<people>结伴去<VILLAGES>看了<works>。",
)
ON_A_THEME = (
    "大家认为，<TOLD><JUDGEMENTS>，要<MANNER><steps>，带动<nouns>上台阶。",
    "围绕<TOLD>，<BUREAUX>拿出<5-48>条措施，从<works>抓起，<steps>。",
    "会议听取了<TOLD>推进情况的汇报，<VILLAGES>等<3-15>个单位谈了<nouns>的做法。",
    "坚持<TOLD>不松劲，<people><NAMES>说，<steps>以后<gains>。",
    "<TIMES>，<TOLD>专班走进<VILLAGES>，现场解决了<2-28>个<works>的问题。",
)
SLOT = re.compile(r"<([A-Za-z]+|\d+-\d+)>")


def compiled(text: str, topic: Topic) -> Callable[..., str]:
    names: dict[str, object] = {}

    def expression(slot: re.Match[str]) -> str:
        name = slot[1]
        if name == "TOLD":
            return "{TOLD}"
        if "-" in name:
            low, high = map(int, name.split("-"))
            return f"{{{low} + d() % {high - low + 1}}}"
        pool = getattr(topic, name) if name.islower() else getattr(v, name)
        names[name] = pool
        return f"{{{name}[d() % {len(pool)}]}}"

    body = SLOT.sub(expression, text)
    made: Callable[..., str] = eval(f"lambda d, TOLD='': f'{body}'", names)
    return made


BY_TOPIC: dict[str, tuple[Callable[[Callable[[], int]], str], ...]] = {
    name: tuple(compiled(text, topic) for text in BACKGROUND) for name, topic in v.TOPIC.items()
}
"""Topic name → functions of the draw, each giving one background sentence."""
THEME_BY_TOPIC: dict[str, tuple[Callable[[Callable[[], int], str], str], ...]] = {
    name: tuple(compiled(text, topic) for text in ON_A_THEME) for name, topic in v.TOPIC.items()
}
"""The same with the slogan as it is to be printed."""
