"""Bylines of which every word must be an outlet, a label or a name: else they are none.

For places where sentences stand too: a null is forgiven, an invented name is not.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from transforms.clean.claims import Field, Said
from transforms.clean.names import (
    DONE,
    LISTS,
    is_likely_person,
    is_person,
    is_surely_person,
    split_glued,
    split_names,
)
from transforms.clean.outlets import is_outlet
from transforms.clean.roles import ROLE
from transforms.clean.word_lists import pattern_of

BUREAU = re.compile(r"\s*[/／][\u4e00-\u9fff]{2,8}$")
"""Where a byline of Taiwan was written: 記者王小川／台北(報導)."""
WIRE = re.compile(r"[讯訊电電]\s*$|消息\s*$")
WIRE_BEFORE = re.compile(r"^.{2,24}?[讯訊电電]\s+")
"""青石网讯 王小川、记者陈海生报道: what stands before the first name."""
AT_WORK = re.compile(rf"[\u3400-\u9fff·]{{2,18}}(?:{pattern_of(LISTS['workplace'])})")
NEVER = re.compile(r"[。！？；，]|[摄攝](?:影)?\s*[）)]?\s*$")
"""Sentences, and captions: 记者 陈海生 摄."""
IsName = Callable[[str], bool]
FIELDS: dict[str, tuple[Field, ...]] = {
    "reporter": ("reporter",),
    "correspondent": ("correspondent",),
    "photographer": ("photographer",),
    "both": ("photographer", "reporter"),
}


def read_strictly(who: str) -> list[Said]:
    """A byline that a verb ends: outlets, labels and names and nothing else, or it is none."""
    if NEVER.search(who):
        return []
    whole, who = who, BUREAU.sub("", who)
    labels = [label for label in ROLE.finditer(who) if label.lastgroup != "other"]
    if not labels:
        return _slashed(whole, who)
    said: list[Said] = []
    before = WIRE_BEFORE.sub("", who[: labels[0].start()]).strip(" ／/|｜丨:：-—】）)］]、，")
    if before and not (is_outlet(before) or WIRE.search(before)):
        said = only_names(before, "byline_start")
        if not said:
            return []
    for position, label in enumerate(labels):
        stop = labels[position + 1].start() if position + 1 < len(labels) else len(who)
        value = who[label.end() : stop].strip(" ：:/／|、，,")
        if not value and position + 1 < len(labels):
            continue  # 文/本报记者 王小川
        names = all_people(BUREAU.sub("", value), is_likely_person)
        if not names:
            return []
        fields = FIELDS.get(label.lastgroup or "", ())
        said += [Said(field, name, "byline_start") for field in fields for name in names]
    return said


def _slashed(whole: str, before: str) -> list[Said]:
    """王小川／台北(報導) or 政治中心／王小川(報導)."""
    if before == whole:
        return []
    return only_names(before, "byline_start") or only_names(
        whole[len(before) :].strip(" /／"), "byline_start"
    )


def only_names(text: str, rule: str, is_name: IsName = is_surely_person) -> list[Said]:
    """Reporters, if ``text`` is nothing but names."""
    return [Said("reporter", name, rule) for name in all_people(text, is_name)]


def all_people(text: str, is_name: IsName = is_surely_person) -> list[str]:
    """The names in ``text``, none if any word of it is something else."""
    parts = split_names(DONE.sub("", text))
    names = [name for part in parts for name in split_glued(part)]
    return names if names and all(map(is_name, names)) else []


def read_affiliated(line: str) -> list[Said]:
    """青石总医院 王小川 陈海生, a line between headline and text: where they work, and who."""
    workplace, *names = line.split()
    if not names or not AT_WORK.fullmatch(workplace) or is_person(workplace):
        return []
    people = [name for part in names for name in split_names(part)]
    is_clear = len(people) > 1 or len(people[0]) > 2
    if not is_clear or not all(map(is_surely_person, people)):
        return []
    return [Said("reporter", name, "affiliated") for name in people]
