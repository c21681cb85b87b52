"""Who is to reach an aim, in the words of its sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.tag.deadlines import DEADLINE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from transforms.tag.aims import Intent

BEFORE = re.compile(r"(?:^|[,;。:“、])(?P<said>[^,;。:“”、]{2,40})$")
BODY = re.compile(
    r"(?P<actor>我国|(?:我|全|各|本|该)(?:市|县|区|省|地)(?:委|政府|本级|直部门)?"
    r"|各级各部门|各地各部门"
    r"|[一-龥]{2,14}(?:市|县|区|省|州|局|委|厅|部|办|院|政府|公司|集团|银行|大学|园区|开发区|乡|镇|部门|协会|中心))"
    r"(?=在|还|也|又|正|今|明|年|20|,|$)"
)
JOINT = re.compile(r"(?:市|县|省|区)委、(?:市|县|省|区)政府")
LEADS = re.compile(
    r"^(?:据悉|其中|同时|此外|目前|接下来|近日|日前|下一步|根据|到|在|今年|明年|全年|未来|年?底前?|内|,)+"
)
ADVERBS = re.compile(r"(?:还|也|又|正|在|今年|明年|力|全力|近日|日前|则)+$")
WILLING = re.compile(r"计划|将|预计|拟|力争|确保|争取|提出|要")
MAX_PLACE = 8


def actor_of(
    sentence: str,
    end: int,
    intents: Sequence[Intent],
    is_place: Callable[[int, int], bool],
) -> str | None:
    """Who stands before a word that looks ahead, up to ``end``: a body, or a place by its name.

    ``is_place(start, end)``: whether a place is named from there on in the sentence.
    """
    for one in reversed(intents):
        if one.position > end:
            continue
        if joint := JOINT.search(sentence[max(0, one.position - 8) : one.position]):
            return joint[0]
        match = BEFORE.search(sentence, 0, one.position)
        if match is None:
            continue
        said = DEADLINE.sub(lambda found: "," * len(found[0]), match["said"])
        start = match.start("said") + len(said) - len(said.lstrip(",到在"))
        name = said.strip(",到在")
        lead = LEADS.match(name)
        if lead:
            start, name = start + lead.end(), name[lead.end() :]
        bare = ADVERBS.sub("", WILLING.split(name, maxsplit=1)[0])
        if body := BODY.match(bare):
            return body["actor"]
        if 2 <= len(bare) <= MAX_PLACE and is_place(start, start + len(bare)):
            return bare
        if is_place(start, start + MAX_PLACE) and len(bare) > MAX_PLACE:
            continue
    return None
