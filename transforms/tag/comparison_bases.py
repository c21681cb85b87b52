"""What a quantity is compared with: 比2015年下降20%, 由90平方米提高到140平方米, 在去年基础上."""

from __future__ import annotations

import re
from typing import NamedTuple

CHANGE = (
    "(?:提高|提升|增加|增长|上升|扩大|降低|下降|减少|压缩|缩短|上调|下调|调高|调低|调整|修订|"
    "改|增|降|升|翻)"
)
MOVED = re.compile(
    rf"(?:由|从)(?P<base>[^,;。:]{{1,30}}?)(?:左右|以上)?(?:{CHANGE}(?:到|至|为)|增至|降至|升至|(?<=[\d%元亩吨人家个])(?:到|至))"
)
ON_TOP_OF = re.compile(r"在(?P<base>[^,;。:在]{2,30}?)的?基础上")
BESIDE = re.compile(r"(?:与|和|同)(?P<base>[^,;。:、]{2,20}?)相比")
THAN = re.compile(
    r"(?:相比于?|对比|(?<![占同环对之百])比(?![例重率较])|(?<!比)较(?![快大高低多好强为之]))"
    rf"(?P<base>[^,;。:]{{2,30}}?)(?=(?:平均|分别|累计|将|要|再|翻|实现|约|至少)*{CHANGE}|,到)"
)
OVER = re.compile(r"(?:高于|低于|快于)(?P<base>[^,;。:\d]{2,20})(?=\d)")
SAME_PERIOD = re.compile(r"同比|环比")
PERIODS = {"同比": "上年同期", "环比": "上期"}
WHOLE_YEAR = re.compile(r"(?:对比|相比|较|比)(?P<base>20\d\d年(?:度|底)?),")
KINDS = (MOVED, ON_TOP_OF, BESIDE, THAN, OVER, WHOLE_YEAR)


class Base(NamedTuple):
    """``start`` and ``end`` of the whole phrase, in the sentence; ``text`` is the base alone."""

    start: int
    end: int
    text: str


def bases(sentence: str) -> list[Base]:
    """All that something in the sentence is compared with, in order."""
    found = [
        Base(match.start(), match.end(), match["base"].rstrip("又再还也均"))
        for kind in KINDS
        for match in kind.finditer(sentence)
    ]
    found += [
        Base(match.start(), match.end(), PERIODS[match[0]])
        for match in SAME_PERIOD.finditer(sentence)
    ]
    return sorted(found)


def base_of(found: list[Base], clause: tuple[int, int], position: int) -> str | None:
    """The base of the quantity at a position: of its clause, else a year that the sentence sets."""
    own = [base for base in found if clause[0] <= base.start and base.end <= position]
    wide = [base for base in found if base.end <= position and base.text.startswith("20")]
    wide = [base for base in wide if base.end <= clause[0]][:1] if len(wide) == 1 else []
    return (own or wide)[-1].text if own or wide else None


def is_base(found: list[Base], position: int) -> bool:
    """Whether the quantity at the position is itself what another one is compared with."""
    return any(base.start <= position < base.end for base in found)
