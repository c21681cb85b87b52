"""Where a company's name begins, how it is repaired, and which county it names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.tag.gazetteer import GUARD, LEVELS

if TYPE_CHECKING:
    from transforms.tag.gazetteer import Gazetteer

NAME_CHARACTER = re.compile(r"[一-龥㐀-䶿A-Za-z0-9()·&-]")
MAX_NAME = 36
# Words after which a name begins in running text; not 和 and 为, which stand inside names.
BEFORE_NAME = re.compile(
    r"(?:位于|走进|来到|走访|调研|考察|参观|引进|邀请|服务|帮助|支持|指导|负责人|董事长|总经理|企业|项目由|由|在|到|与|及|向|对|从|是|以及|"
    r"包括|其中|分别|如|将|被|让|据|同|给|投资方|业主|承建方|记者|的|了|家|名|获奖|表彰|赴)(?=[一-龥A-Za-z])"
)
NO_NAME_END = ("了", "的", "个", "在", "是", "种", "各类")
REPAIRS = (
    ("limited", re.compile(r"(?<!限)有公司$|(?<!有)限公司$|有限公可$"), "有限公司"),
    ("limited_liability", re.compile(r"有限责任公$"), "有限责任公司"),
)


def name_start(text: str, form: int, gazetteer: Gazetteer, *, is_listed: bool) -> int:
    """Where the name whose legal form starts at ``form`` begins."""
    begin = form
    while begin and form - begin < MAX_NAME and NAME_CHARACTER.match(text[begin - 1]):
        begin -= 1
    run = text[begin:form]
    if run.endswith(NO_NAME_END):
        return form
    if run.count(")") != run.count("("):
        cut = run.find(")") if run.find(")") < run.find("(") or "(" not in run else -1
        begin += cut + 1
    if is_listed:
        return begin
    run = text[begin:form]
    places = place_chains(run, gazetteer)
    words = [match.end() for match in BEFORE_NAME.finditer(run) if match.end() <= len(run) - 2]
    if places:
        # A chain of places near the form belongs to the name: …的江西赣州某某有限公司.
        return begin + max([place for place in places if place <= len(run) - 2] or [0])
    return begin + (words[-1] if words else 0)


def place_chains(run: str, gazetteer: Gazetteer) -> list[int]:
    """Starts of chains of ever lower places that are followed by at least two other characters."""
    start, end, string = (column.tolist() for column in gazetteer.find(run))
    chains: list[int] = []
    last_end, last_level = -1, -1
    for low, high, name in zip(start, end, string, strict=True):
        if gazetteer.kind[name] == GUARD:
            continue
        level = int(gazetteer.level[gazetteer.units[name][0]])
        if low != last_end or level <= last_level:
            chains.append(low)
        last_end, last_level = high, level
    return [chain for chain in chains if chain == 0 or run[chain - 1] != "(" or chain == len(run)]


def repaired(name: str) -> tuple[str, list[str]]:
    """The name with its legal form completed and full-width parentheses; ids of the repairs.

    >>> repaired("甲县乙矿业有公司")
    ('甲县乙矿业有限公司', ['limited'])
    """
    repairs: list[str] = []
    for rule, pattern, form in REPAIRS:
        fixed = pattern.sub(form, name)
        if fixed != name:
            name, repairs = fixed, [*repairs, rule]
    return name.replace("(", "（").replace(")", "）"), repairs


def home_of(name: str, gazetteer: Gazetteer) -> int | None:
    """Unit of the county in the name: at its start, after province and city, or in parentheses."""
    place = 0
    while True:
        found = gazetteer.name_at(name, place)
        if found is None:
            break
        length, unit = found
        if gazetteer.level[unit] == LEVELS["county"]:
            return unit
        place += length
    for match in re.finditer(r"（([^（）]{2,12})）", name):
        found = gazetteer.name_at(match[1], 0)
        if found and found[0] == len(match[1]) and gazetteer.level[found[1]] == LEVELS["county"]:
            return found[1]
    return None
