"""What a quantity counts, how it is compared, and who is to reach it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transforms.tag.quantities import Quantity

AFTER = re.compile(r"(?:以上|以下|左右|以内|级)?的?[“\"]?(?P<noun>[一-龥A-Za-z0-9·]{2,24})")
NOUN_ENDS = re.compile(
    r"以上|以下|左右|以内|和一批|和|及|与|等|的|为|并|在|是|由|将|共同|发力|力争|争取|确保|加快|实现|达到|占|同步|进一步|增长|目标"
)
COMPARED = re.compile(
    r"(不低于|不少于|不超过|控制在|突破|超过|达到|达|超|增加到|提高到|提升到|增长到|降至|降到|翻|增长|新增|再建成|再新增|过)"
    r"(?:[一-龥]{0,14}?)$"
)
DIRECT = re.compile(r"(不低于|不少于|不超过|突破|超过|达到|达|超|过|以上)$")
INTENT = re.compile(r"力争|争取|确保|计划|力求|预计|努力|奋力|尽快|规划|拟|目标|打造|将|要")
CUT_BEFORE = re.compile(
    r".*(?:新建成|再建成|建成|新改建|新建|改扩建|扩建|改建|新增|新培育|培育|引进|打造|完成|实现|建设|创建|形成|做优做强|推进|增加|改造|"
    r"种植|发展|投入|力争|争取|确保|计划|年底前|年内|年底|年|内|时间|要|将|使|让|全市|全县|我市|我县|全省|一批|首个|各地)"
)
VERBS_AFTER_NOUN = re.compile(
    r"(?:要|将|力争|争取|确保|预计|计划)*(?:新增|突破|超过|达到|达|超|过|增长|提高到|提升到|增加到|降至|降到|翻|不低于|不少于|控制在|分别|均|总量|再|"
    r"增加|提高|提升)*$"
)
ACTOR = re.compile(
    r"(?:^|[,;。:“])(?P<actor>(?:我|全|各|本)?(?:市|县|区|省|地)(?:委、\w政府|委|政府|本级|直部门)?"
    r"|各级各部门|各地各部门|市委、市政府|县委、县政府|省委、省政府"
    r"|[一-龥]{2,12}(?:市|县|区|省|局|委|厅|公司|集团|园区|开发区|乡|镇))"
    r"(?=[^,;。]{0,6}(?:将|要|力争|争取|确保|计划|拟|提出|力求))"
)
MAX_SUBJECT = 24


def subject_of(
    sentence: str, clause: tuple[int, int], quantity: Quantity
) -> tuple[str | None, int]:
    """What is counted, and where the words of it end.

    After the quantity (1000万平方米标准厂房), else before it (规模以上工业企业85家).
    """
    match = AFTER.match(sentence, quantity.end)
    if match and quantity.unit != "倍" and match.start("noun") < max(clause[1], quantity.end + 3):
        noun = NOUN_ENDS.split(match["noun"], maxsplit=1)[0]
        if len(noun) >= 2:
            return noun[:MAX_SUBJECT], match.start("noun") + len(noun)
    before = VERBS_AFTER_NOUN.sub("", sentence[clause[0] : quantity.start])
    noun = CUT_BEFORE.sub("", before).strip('的 “"')
    noun = noun if len(noun) >= 2 else ""
    return noun[-MAX_SUBJECT:] or None, quantity.end


def comparator_of(sentence: str, clause: tuple[int, int], quantity: Quantity) -> str | None:
    """The word that compares (过, 突破, 新增 …), else the one that intends (力争, 计划 …)."""
    before = sentence[clause[0] : quantity.start]
    if quantity.unit == "倍" and sentence[quantity.start] == "翻":
        return sentence[quantity.start : quantity.end]
    if direct := DIRECT.search(before):
        return direct[1]
    if compared := COMPARED.search(before):
        return compared[1]
    if sentence.startswith("以上", quantity.end):
        return "以上"
    words = INTENT.findall(sentence[: quantity.start])
    return words[-1] if words else None


def actor_of(sentence: str, end: int) -> str | None:
    """Who is named as the one to do it, in the sentence before the quantity."""
    match = ACTOR.search(sentence, 0, end)
    return match["actor"] if match else None
