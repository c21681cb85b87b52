"""What one credit line says: origin, reporters, correspondents, photographers, editors.

A line is cut at its role words (``roles``); every value is read as the kind its role needs.
记者从…获悉 is no byline, a staff code no name, a site name no author.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile

from transforms.clean.claims import Field, Said
from transforms.clean.credit_values import shared_value, stop_of, value_behind
from transforms.clean.latin_bylines import read_latin
from transforms.clean.names import (
    NO_NAME,
    ONLY_HANZI,
    PARTING,
    is_person,
    is_surely_person,
    split_glued,
    split_names,
    split_surely_glued,
)
from transforms.clean.outlets import is_outlet, split_origins
from transforms.clean.roles import EDGES, ROLE, SEPARATOR, UNKNOWN

COMPILED = re.compile(r"综合(?!频道|频率|新闻|广播|部|网|信息|报)|綜合")
WRITES, SHOOTS = re.compile(r"文|撰|写"), re.compile(r"图|摄")
LIVES = re.compile("[来來]自")
COPIED = re.compile("[转轉摘][载載自]|原载|原載|出处|出處")
SLASHED = re.compile(
    r"(?P<name>[\u3400-\u9fff·]{2,7})\s*[/／]\s*(?P<role>文图|图文|文|图|摄|摄影)(?![\u3400-\u9fff/／])"
)
IN_NOTICE = re.compile(r"[注标註標]明[^，。：:]{0,4}$")
"""Before an origin word: 转载请注明出处 and 凡注明“来源：…” state terms, no origin."""
BEFORE_NAME = re.compile(r"^.*(?:记者|通讯员|作者)")
ASIDE = re.compile(r"[（(【\[〔][^（）()【】\[\]〔〕]*[）)】\]〕]?")
"""王小川（实习）, 王小川（青石大学教授）: the bracket is no name."""
NATION = re.compile(r"^[\u3400-\u9fff]{1,4}[\]）)〕】]\s*")
"""[美]约翰·史密斯, without the bracket that opened the value."""
NO_PEN_NAME = re.compile('[：“”"《》「」…—？！?!]')
NOTHING_BUT_WORDS = re.compile(rf"(?:{NO_NAME.pattern})+")
"""作者：原创, 作者：本站编辑."""
SENTENCE = re.compile("[，。！？；]")
SHOT = re.compile(r"\s*[摄攝]$")
BETWEEN = re.compile(r"[\s、，,/]")
GAP_STRONG = re.compile(rf"\s*{SEPARATOR}")
TITLE = re.compile(
    r".{2}(?:教授|研究员|记者|评论员|主任|院长|所长|大学|学院|公司|中心|研究[院所]|[社报网局委部])$"
)
"""What stands before a name as post or employer: it is no second name."""
MAX_NAME = 16


@lru_cache(maxsize=1 << 12)
def read_credit_line(line: str) -> tuple[Said, ...]:
    """Cut one credit line at its role words.

    Kept, for pages state a line as block, as zone and as field, and share their editors.

    >>> read_credit_line("来源：综合赣南日报、记者张宗兴/文，记者刘凯/图")[1]
    Said(field='photographer', value='刘凯', rule='slashed')
    """
    said: list[Said] = read_latin(line) if line.isascii() else []
    shot: list[str] = []
    if "/" in line or "／" in line:
        said, shot = _read_slashed(line)
    found = list(ROLE.finditer(line))
    carried = None
    for position, match in enumerate(found):
        role = match.lastgroup or "other"
        if role in ("other", "checked"):
            continue
        if role == "origin":
            has_origin = any(one.field == "origin" for one in said)
            said += [] if has_origin else _read_origin(line, found, position)
            continue
        people, is_carried = _read_people(line, found, position, carried)
        said += people
        carried = (carried or role) if is_carried else None
    if shot:
        said = [one for one in said if one.field != "reporter" or one.value not in shot]
    return tuple(dict.fromkeys(said))


def _read_origin(line: str, found: list[re.Match[str]], position: int) -> list[Said]:
    match = found[position]
    if IN_NOTICE.search(line, max(0, match.start() - 8), match.start()):
        return []
    value, is_strong = value_behind(line, match.end(), stop_of(line, found, position))
    return [] if value is None else _origins(value, is_strong, match.group())


def _read_people(
    line: str, found: list[re.Match[str]], position: int, carried: str | None
) -> tuple[list[Said], bool]:
    """Who stands behind one label; and whether it goes on to the next: 图/青石日报记者 陈海生."""
    match = found[position]
    role = match.lastgroup or "other"
    value, is_marked = value_behind(line, match.end(), stop_of(line, found, position))
    if value is None:
        # 责编/校对：张三 gives one value to both roles.
        value, is_marked = shared_value(line, found, position)
    if value is None:
        return [], False
    if _is_inside_a_word(line, match, position):
        if role == "editor" and not is_marked:
            return [], False
        is_marked = False  # 公司回复记者：… only names are believed
    named = value
    if _is_glued_to_a_post(line, found, position, value):
        named = _before_workplace(value)
        if not named:
            return [], not is_surely_person(value)
    if carried in ("photographer", "both") and role == "reporter":
        role = carried
    elif role == "reporter" or SHOT.search(value):
        role = _done_behind(line, found, position, value) or role
    return _people(role, match.group(), named, is_marked), False


def _is_inside_a_word(line: str, match: re.Match[str], position: int) -> bool:
    """现场可编辑门阵列: no label, though 青石网编辑 李文静 is one."""
    before = line[: match.start()]
    return position == 0 and ONLY_HANZI.fullmatch(before[-1:]) is not None and not is_outlet(before)


def _is_glued_to_a_post(line: str, found: list[re.Match[str]], position: int, value: str) -> bool:
    """采写：南都记者 张三: what stands right before the second label may be where he works.

    Before other labels only behind a name: 每经记者 王小川 每经编辑.
    """
    after = found[position + 1].lastgroup if position + 1 < len(found) else None
    is_post = after in ("reporter", "correspondent")
    if not is_post and (after not in ("editor", "photographer") or not BETWEEN.search(value)):
        return False
    last = line[found[position + 1].start() - 1]
    return "\u3400" <= last <= "\u9fff" and found[position].end() != found[position + 1].start()


def _before_workplace(value: str) -> str:
    """王小川 青石日报(记者 陈海生): the names before the outlet that the next label belongs to."""
    last = BETWEEN.split(value)[-1]
    head = value[: len(value) - len(last)]
    if (is_person(last) and not is_outlet(last)) or len(split_glued(last)) > 1:
        return value
    for size in (3, 2, 4):
        if is_surely_person(last[:size]) and is_outlet(last[size:]):
            return f"{head}{last[:size]}"
    return head.strip(EDGES)


def _done_behind(line: str, found: list[re.Match[str]], position: int, value: str) -> str | None:
    """记者 陈海生 摄: what they did stands behind their names, and no name behind that."""
    if SHOT.search(value):
        return "photographer"
    if position + 1 == len(found):
        return None
    after = found[position + 1]
    if after.lastgroup not in ("photographer", "both", "checked"):
        return None
    if line[found[position].end() : after.start()].rstrip() != line[
        found[position].end() : after.start()
    ].rstrip(EDGES):
        return None  # 记者：王小川，摄影：
    behind, is_strong = value_behind(line, after.end(), stop_of(line, found, position + 1))
    return None if behind or is_strong or GAP_STRONG.match(line, after.end()) else after.lastgroup


def _origins(value: str, is_strong: bool, word: str) -> list[Said]:
    compiled = COMPILED.match(value)
    if compiled:
        value = value[compiled.end() :].strip(" ：:")
    rule = "reprinted" if COPIED.search(word) else "labelled"
    rule = f"{rule}_compiled" if compiled else rule
    value, names = _without_author(value)
    outlets = split_origins(value)
    is_strong = is_strong and LIVES.match(word) is None  # 来自：柳河
    if not is_strong and not all(is_outlet(name) or name.isascii() for name in outlets):
        return []  # 收入来源不稳定
    said = [Said("origin", name, rule) for name in outlets]
    return said + [Said("reporter", name, "beside_outlet") for name in names]


def _without_author(value: str) -> tuple[str, list[str]]:
    """来源：青石日报 王小川: behind the outlet its author, or where he is; or the outlet again."""
    first, *others = value.replace("／", " ").replace("/", " ").split() or [""]
    if not others or not is_outlet(first) or any(map(is_outlet, set(others) - {first})):
        return value, []
    names = [name for name in others if len(name) > 2 and is_surely_person(name)]
    return first, names if len(names) == len(others) else []


def _people(role: str, word: str, value: str, is_strong: bool) -> list[Said]:
    """Without a colon only what looks like a personal name is one: 记者张宗兴, 记者 获悉."""
    # 记者：据了解，… asks or tells in an interview: a sentence is no list of names.
    is_strong = is_strong and SENTENCE.search(value) is None
    names = split_names(ASIDE.sub(" ", NATION.sub("", value)))
    if not is_strong or role in ("photographer", "both"):
        is_strong = False  # 图：全球股市表现 is a caption
        names = [name for part in names for name in split_glued(part)]
    else:
        names = [name for part in names for name in split_surely_glued(part)]
    # Without a mark names begin right behind the label, and end where something else stands.
    names = list(filter(_is_named, names) if is_strong else takewhile(is_person, names))
    if is_strong and any(map(is_person, names)):
        names = [n for n in names if is_person(n) or TITLE.search(n) is None]
        if PARTING.search(value) is None:  # 王小川 我有话说: behind a space stands anything
            first = next(number for number, name in enumerate(names) if is_person(name))
            names = list(takewhile(is_person, names[first:]))
    rule = "labelled" if is_strong else "unlabelled"
    fields: list[Field] = []
    if role == "editor":
        fields.append("editor")
    elif role == "correspondent":
        fields.append("correspondent")
    if role in ("photographer", "both") or "摄影" in word:
        fields.append("photographer")
    if role in ("reporter", "both"):
        fields.append("reporter")
    return [Said(field, name, rule) for field in fields for name in names]


def _is_named(name: str) -> bool:
    """A label vouches for pen names and logins, not for outlets nor for desks: 新闻部."""
    return (
        1 < len(name) <= MAX_NAME
        and UNKNOWN.match(name) is None
        and not name.isdigit()
        and NO_PEN_NAME.search(name) is None
        and NOTHING_BUT_WORDS.fullmatch(name) is None
        and (name.isascii() or is_person(name) or not (is_outlet(name) or NO_NAME.match(name)))
    )


def _read_slashed(line: str) -> tuple[list[Said], list[str]]:
    """张宗兴/文, 刘凯/图: the role stands behind the name. And who only took the pictures."""
    shot, wrote = [], []
    for match in SLASHED.finditer(line):
        name = BEFORE_NAME.sub("", match["name"])
        if not is_person(name):
            continue
        if SHOOTS.search(match["role"]):
            shot.append(name)
        if WRITES.search(match["role"]):
            wrote.append(name)
    said = [Said("photographer", name, "slashed") for name in shot]
    said += [Said("reporter", name, "slashed") for name in wrote]
    return said, [name for name in shot if name not in wrote]
