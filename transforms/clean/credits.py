"""What one credit line says: origin, reporters, correspondents, photographers, editors.

A line is cut at its role words (``roles``); every value is read as the kind its role needs.
记者从…获悉 is no byline, a staff code no name, a site name no author.
"""

from __future__ import annotations

import re
from functools import lru_cache

from transforms.clean.claims import Field, Said
from transforms.clean.names import is_person, split_names
from transforms.clean.outlets import is_outlet, split_origins
from transforms.clean.roles import EDGES, EMPTY, GAP, ROLE, UNKNOWN, VALUE_END

COMPILED = re.compile(r"综合(?!频道|频率|新闻|广播|部|网|信息|报)|綜合")
WRITES, SHOOTS = re.compile(r"文|撰|写"), re.compile(r"图|摄")
SLASHED = re.compile(
    r"(?P<name>[\u3400-\u9fff·]{2,7})\s*[/／]\s*(?P<role>文图|图文|文|图|摄|摄影)(?![\u3400-\u9fff/／])"
)
IN_NOTICE = re.compile(r"[注标註標]明[^，。：:]{0,4}$")
"""Before an origin word: 转载请注明出处 and 凡注明“来源：…” state terms, no origin."""
BEFORE_NAME = re.compile(r"^.*(?:记者|通讯员|作者)")
SENTENCE = re.compile("[，。！？；]")
TITLE = re.compile(
    r".{2}(?:教授|研究员|记者|评论员|主任|院长|所长|大学|学院|公司|中心|研究[院所]|[社报网局委部])$"
)
"""What stands before a name as post or employer: it is no second name."""
MAX_NAME = 16
CLOSERS = {"】": "【", "]": "[", "）": "（", ")": "(", "》": "《", "」": "「"}


@lru_cache(maxsize=1 << 12)
def read_credit_line(line: str) -> tuple[Said, ...]:
    """Cut one credit line at its role words.

    Kept, for pages state a line as block, as zone and as field, and share their editors.

    >>> read_credit_line("来源：综合赣南日报、记者张宗兴/文，记者刘凯/图")[1]
    Said(field='photographer', value='刘凯', rule='slashed')
    """
    said: list[Said] = []
    shot: list[str] = []
    if "/" in line or "／" in line:
        said, shot = _read_slashed(line)
    found = list(ROLE.finditer(line))
    for position, match in enumerate(found):
        if match.lastgroup not in ("other", "checked"):
            said += _read_role(line, found, position, any(one.field == "origin" for one in said))
    if shot:
        said = [one for one in said if one.field != "reporter" or one.value not in shot]
    return tuple(dict.fromkeys(said))


def _read_role(
    line: str, found: list[re.Match[str]], position: int, has_origin: bool
) -> list[Said]:
    """What stands behind one role word, up to the next."""
    match = found[position]
    role = match.lastgroup or "other"
    stop = found[position + 1].start() if position + 1 < len(found) else len(line)
    value, is_strong = _value(line, match.end(), stop)
    if value is None and role in ("reporter", "editor", "photographer", "both"):
        # 责编/校对：张三 gives one value to both roles.
        value, is_strong = _shared_value(line, found, position)
    if value is None or (role == "reporter" and _is_affiliation(line, found, position)):
        return []
    if role != "origin":
        return _people(role, match.group(), value, is_strong)
    is_terms = IN_NOTICE.search(line, max(0, match.start() - 8), match.start()) is not None
    return [] if has_origin or is_terms else _origins(value, is_strong)


def _value(line: str, start: int, stop: int) -> tuple[str | None, bool]:
    """What stands between a role word and the next, and whether a colon or slash parts them."""
    gap = GAP.match(line, start)
    begin = gap.end() if gap else start
    if begin >= stop:
        return None, False
    value = line[begin:stop]
    if value.startswith(("。", "，", "！", "？", "；")):  # …告诉记者。The next sentence is no name.
        return None, False
    value = _in_first_elements(_before_end(value)).strip(EDGES)
    return (None if EMPTY.match(value) else value), bool(gap and gap["strong"])


def _before_end(value: str) -> str:
    """A closing bracket ends the value only if it was not opened in it: 甲网-《乙报》."""
    for end in VALUE_END.finditer(value):
        begin = CLOSERS.get(end.group())
        if begin is None or begin not in value[: end.start()]:
            return value[: end.start()]
    return value


def _in_first_elements(value: str) -> str:
    """A value ends with its element (a tab stands there), but for further elements of names."""
    first, *others = value.strip(EDGES + "\t").split("\t")
    for other in others:
        names = split_names(f"{first[-1:]} {other}" if len(first.strip()) == 1 else other)
        if not names or not all(map(is_person, names)):
            break
        first = f"{first} {other}"
    return first


def _is_affiliation(line: str, found: list[re.Match[str]], position: int) -> bool:
    """采写：南都记者 张三: what stands right before the second role word is where he works."""
    if position + 1 >= len(found) or found[position + 1].lastgroup not in (
        "reporter",
        "correspondent",
    ):
        return False
    last = line[found[position + 1].start() - 1]
    return "\u3400" <= last <= "\u9fff" and found[position].end() != found[position + 1].start()


def _shared_value(line: str, found: list[re.Match[str]], position: int) -> tuple[str | None, bool]:
    if position + 1 >= len(found):
        return None, False
    between = line[found[position].end() : found[position + 1].start()].strip()
    if between not in ("/", "／", "、", "&", "|"):
        return None, False
    stop = found[position + 2].start() if position + 2 < len(found) else len(line)
    return _value(line, found[position + 1].end(), stop)


def _origins(value: str, is_strong: bool) -> list[Said]:
    if not (is_strong or is_outlet(value) or len(value) <= 20):
        return []
    compiled = COMPILED.match(value)
    if compiled:
        value = value[compiled.end() :].strip(" ：:")
    rule = "labelled_compiled" if compiled else "labelled"
    return [Said("origin", name, rule) for name in split_origins(value)]


def _people(role: str, word: str, value: str, is_strong: bool) -> list[Said]:
    """Without a colon only what looks like a personal name is one: 记者张宗兴, 记者 获悉."""
    # 记者：据了解，… asks or tells in an interview: a sentence is no list of names.
    is_strong = is_strong and SENTENCE.search(value) is None
    names = [n for n in split_names(value) if (_is_named(n) if is_strong else is_person(n))]
    if any(map(is_person, names)):
        names = [n for n in names if is_person(n) or TITLE.search(n) is None]
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
    return (
        1 < len(name) <= MAX_NAME
        and UNKNOWN.match(name) is None
        and not name.isdigit()
        and "：" not in name
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
