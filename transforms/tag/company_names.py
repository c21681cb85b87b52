"""Where a company's name begins, how it is repaired, and which county it names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.clean.word_lists import words
from transforms.tag.characters import code_points
from transforms.tag.gazetteer import GUARD, LEVELS
from transforms.tag.name_starts import name_begin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transforms.tag.characters import Codes
    from transforms.tag.gazetteer import Gazetteer

NAME_CHARACTER = re.compile(r"[一-龥㐀-䶿A-Za-z0-9()·&-]")
MAX_NAME = 36
# Particles after which a name begins in running text; not 和 and 为, which stand inside names.
BEFORE_NAME = re.compile(
    r"(?:由|在(?!线)|到|与|及|向|对|从|是|如|将|被|让|据|同|给|的|了|赴|服务|指导|企业)(?=[一-龥A-Za-z])"
)
NO_NAME_END = ("了", "的", "个", "在", "是", "种", "各类")
REPAIRS = (
    ("limited", re.compile(r"(?<!限)有公司$|(?<!有)限公司$|有限公可$"), "有限公司"),
    ("limited_liability", re.compile(r"有限责任公$"), "有限责任公司"),
)
REPAIRED = ("有公司", "限公司", "有限公可", "有限责任公")
"""How every name ends that is repaired."""


def name_start(text: str, form: int, gazetteer: Gazetteer, *, is_listed: bool) -> int:
    """Where the name whose legal form starts at ``form`` begins."""
    begin = form
    while begin and form - begin < MAX_NAME and NAME_CHARACTER.match(text[begin - 1]):
        begin -= 1
    if text[begin:form].endswith(NO_NAME_END):
        return form
    begin += parentheses_cut(text[begin:form])
    if is_listed:
        return begin
    begin = name_begin(text, begin, form)
    run = text[begin:form]
    cuts = [match.end() for match in BEFORE_NAME.finditer(run) if match.end() <= len(run) - 2]
    if cuts:
        begin += cuts[-1]
    begin += parentheses_cut(text[begin:form])
    run = text[begin:form]
    if cuts or run.startswith(NATIONAL):
        return begin
    place = first_place(run, gazetteer)
    # 承接江西某某有限公司: what stands before the place is no part of the name.
    is_led = 0 < place <= MAX_LEAD or (place > 0 and run[place - 1] in "为和")
    return begin + (place if is_led and place <= len(run) - 2 else 0)


def parentheses_cut(run: str) -> int:
    """How much to cut so that ``run`` neither begins with nor breaks a pair of parentheses.

    （记者某某）中国…, 某某）中国… and 某公司（以下简称某… begin behind the parenthesis.
    """
    opened, closed = run.find("("), run.find(")")
    if closed >= 0 and (opened <= 0 or closed < opened):
        return closed + 1 if opened != 0 or closed < len(run) - 1 else 0
    if opened >= 0 and closed < 0:
        rest = run[run.rfind("(") + 1 :]
        return len(run) - len(rest) + (4 if rest.startswith("以下简称") else 0)
    return 0


NATIONAL = words("中国 国家 国网 中铁 中建 中石化 中石油 华润 招商 航天 中交 中核 中电")
MAX_LEAD = 6


def first_place(run: str, gazetteer: Gazetteer) -> int:
    """Start of the first place name outside parentheses, or -1."""
    for low, _ in places_in(gazetteer, run, code_points(run)):
        if low == 0 or run[low - 1] != "(":
            return low
    return -1


def places_in(gazetteer: Gazetteer, text: str, codes: Codes) -> Iterator[tuple[int, int]]:
    """Start and end of place names, those that begin the name of a body (四川长虹) among them."""
    start, stop, string = gazetteer.find(codes)
    if not len(start):
        return
    is_guard = gazetteer.kind[string] == GUARD
    for low, high, guards in zip(start.tolist(), stop.tolist(), is_guard.tolist(), strict=True):
        if not guards:
            yield low, high
            continue
        for end in range(high - 1, low + 1, -1):
            if gazetteer.unit_named(text[low:end]) is not None:
                yield low, end
                break


def repaired(name: str) -> tuple[str, list[str]]:
    """The name with its legal form completed and full-width parentheses; ids of the repairs.

    >>> repaired("甲县乙矿业有公司")
    ('甲县乙矿业有限公司', ['limited'])
    """
    repairs: list[str] = []
    if not name.endswith(REPAIRED):
        return name.replace("(", "（").replace(")", "）"), repairs
    for rule, pattern, form in REPAIRS:
        fixed = pattern.sub(form, name)
        if fixed != name:
            name, repairs = fixed, [*repairs, rule]
    return name.replace("(", "（").replace(")", "）"), repairs


def home_of(name: str, gazetteer: Gazetteer, outlet: str | None = None) -> int | None:
    """Unit of the county in the name: at its start, after province and city, or in parentheses.

    Where several counties bear the name, it is the one of the region of the ``outlet`` (a code).
    """
    at_home = gazetteer.unit_of_code.get(outlet or "")
    home = frozenset() if at_home is None else gazetteer.ancestors[at_home]
    place, above = 0, -1
    while True:
        found = gazetteer.name_at(name, place, above, home)
        if found is None:
            break
        length, unit = found
        if gazetteer.level[unit] == LEVELS["county"]:
            return unit
        place, above = place + length, unit
    for match in re.finditer(r"（([^（）]{2,12})）", name):
        named = gazetteer.unit_named(match[1], home)
        if named is not None and gazetteer.level[named] == LEVELS["county"]:
            return named
    return None
