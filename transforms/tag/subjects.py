"""What a quantity counts, and how it is compared."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transforms.tag.aims import without_bases
from transforms.tag.deadlines import DEADLINE

if TYPE_CHECKING:
    from transforms.tag.comparison_bases import Base
    from transforms.tag.quantities import Quantity

AFTER = re.compile(
    r"(?:\([一-龥]{1,2}\))?(?:以上|以下|左右|以内|级)?的?[“\"]?(?P<noun>[一-龥A-Za-z0-9·][一-龥A-Za-z0-9·“”]{1,30})"
)
USED_FOR = re.compile(r"(?:以上|左右)?,?(?P<noun>用于[一-龥A-Za-z0-9·]{2,22})")
RELATIVE = re.compile(r"(?:具有|具备|拥有|符合|达到|适应|有)[一-龥A-Za-z0-9“”]{1,16}的[一-龥]{2}")
SHARED = re.compile(
    r"(?:左右|以上)?[、和][一-龥]{2,8}\d[\d.]*(?P<unit>[万亿]?(?:亩|公里|个|家|平方米|套|户|所|座))"
    r"(?:左右|以上)?(?P<noun>[一-龥]{2,16})"
)
NOUN_ENDS = re.compile(
    r"^(?:以上|以下|以内)|左右|和?一批|和|及|与|等|的|为|并|在|是|由|将|共同|发力|力争|争取|确保|加快|实现|达到|占|同步|进一步|增长(?!点|极)|目标|用于(?<!^用于)"
)
COMPARED = re.compile(
    r"(不低于|不少于|不超过|控制在|突破|超过|达到|达|超|增加到|提高到|提升到|增长到|降至|降到|翻|增长|新增|再建成|再新增|过)"
    r"(?:[一-龥]{0,14}?)$"
)
DIRECT = re.compile(r"(不低于|不少于|不超过|突破|超过|达到|达|超|过|以上)$")
INTENT = re.compile(r"力争|争取|确保|计划|力求|预计|努力|奋力|尽快|规划|拟|目标|打造|将|要")
NOT_VERB = {
    "增加": "值", "投入": "强度|产出|占|力度|经费|总", "建设": "用地|资金|项目|标准|水平|规模|率",
    "改造": "率|项目|资金", "实现": "率|程度|度", "完成": "率|度", "创建": "率",
    "发展": "中|区|水平|规划|指数", "种植": "面积|业|户|基地", "培育": "库", "新建": "率",
    "引进": "率", "使": "用|命", "让": "利", "要": "素|求", "年": "销|产|营|收|均|人",
    "新增": "率", "发放": "率", "减少": "率", "提高": "率", "推进": "率", "覆盖": "率|面",
    "供应": "率|量|链",
}  # fmt: skip
"""Verbs, and what makes a noun of them: 增加值, 投入强度, 使用率."""
VERBS = (
    "规划(?!面积|院|区)|新开工|提出|再建|新建成|再建成|建成|新改建|改扩建|扩建|改建|新培育|做优做强|扶持|筹建|筹集|筹措|构建|拥有|形成|打造|创建|"
    "力争|争取|确保|力求|计划|年底前|年内|年底|一批|首个|各地|全市|全县|我市|我县|全省|本市|我省|将|内|时间|其中|并(?![网轨购])"
)
CUT_BEFORE = re.compile(
    ".*(?:" + "|".join(f"{verb}(?!{nouns})" for verb, nouns in NOT_VERB.items()) + f"|{VERBS})"
)
CHANGES_AFTER_NOUN = re.compile(
    r"(?:(?<!重)要|将|会|能|再|可|已|也|力争|争取|确保|预计|计划|努力|年内|今年|全年|年底前?|突破|超过|达到|达|超|过|逾|近|约|为|是|在|"
    r"增长|提高到?|提升到?|增加到?|增长至|增至|升至|降至|降到|下降|降低|减少|压缩|缩短|提速|扩大到?|回升至|翻|不低于|不少于|不高于|"
    r"不超过|控制|保持|稳定|分别|均|平均|总体|再|累计|同比|至少|继续|以上|目标|到|多|长|共|[由从](?=$))+$"
)
LEADS = re.compile(
    r"^(?:围绕|聚焦|推进|到|在|于|对|把|使|让|今年|明年|全年|未来|今后|年(?![销产营收均])|底|末|前|内|期间|时期|,|上|的|是|为|每年|继续|还|也|又|共|并(?![网轨购])|同时)+"
)
GENERIC = re.compile(r"(?:总量|总数|总额|规模|数量|占比|比重|面积|总面积|总投资|总长|总里程)$")
LAST_VERB = re.compile(
    r"(?:投入|建设|投资|安排|改造|治理|修复|种植|筹集|筹措|新增|增加|引进|培育|培训)[约近逾超]?$"
)
VERB_ONLY = re.compile(r"[约近逾超]?(?:完成|实现|建设|投入|新增|增加|安排|新建|改造)?[约近逾超]?$")
NO_QUOTES = str.maketrans("", "", "“”")
MAX_SUBJECT = 24


def subject_of(
    sentence: str,
    clause: tuple[int, int],
    quantity: Quantity,
    bases: list[Base],
    earlier: str | None = None,
) -> tuple[str | None, int]:
    """What is counted, and where the words of it end.

    After the quantity (1000万平方米标准厂房), else before it (规模以上工业企业85家). ``earlier``:
    what the aim before it counts, for one that goes on: 完成投资850亿元,力争突破900亿元.
    """
    noun, end = noun_after(sentence, clause, quantity)
    if noun:
        return noun, end
    before = without_bases(sentence, clause[0], quantity.start, bases)
    before = DEADLINE.sub("", before)
    if noun := noun_before(before):
        if earlier and GENERIC.fullmatch(noun):
            return (earlier + noun)[:MAX_SUBJECT], quantity.end
        return noun[-MAX_SUBJECT:], quantity.end
    if match := USED_FOR.match(sentence, quantity.end):
        return match["noun"][:MAX_SUBJECT], match.end()
    return earlier or topic_of(before), quantity.end


def noun_after(
    sentence: str, clause: tuple[int, int], quantity: Quantity
) -> tuple[str | None, int]:
    match = AFTER.match(sentence, quantity.end)
    if match and quantity.unit != "倍" and match.start("noun") < max(clause[1], quantity.end + 3):
        said = match["noun"]
        start = said.index("的") + 1 if RELATIVE.match(said) else 0
        noun = NOUN_ENDS.split(said[start:], maxsplit=1)[0].translate(NO_QUOTES)
        if len(noun) >= 2:
            return noun[:MAX_SUBJECT], match.start("noun") + start + len(noun)
    if shared := SHARED.match(sentence, quantity.end):
        noun = NOUN_ENDS.split(shared["noun"], maxsplit=1)[0].translate(NO_QUOTES)
        if shared["unit"] == quantity.unit and len(noun) >= 2:
            return noun[:MAX_SUBJECT], quantity.end
    return None, quantity.end


def noun_before(before: str) -> str | None:
    """The noun that ends the clause, without the verbs around it."""
    bare = CHANGES_AFTER_NOUN.sub("", before).strip('的 “"')
    noun = LEADS.sub("", CUT_BEFORE.sub("", bare).strip('的 “"'))
    if noun in ("任务", "指标", "地点"):
        noun = re.split(r"将|力争|计划|确保|规划|要", bare)[-1]
    if noun in ("我国", "全国", "各地"):
        return None
    if len(noun) < 2 and LAST_VERB.search(bare):
        # 在新型基础设施建设投入500亿元: the last verb names what is counted.
        verb = LAST_VERB.search(bare)
        kept = bare[: verb.start()] if verb else bare
        rest = LEADS.sub("", INTENT.split(kept)[-1].strip('的 “"'))
        noun = rest if len(rest) >= 2 else ""
    return noun if len(noun) >= 2 else None


def topic_of(before: str) -> str | None:
    """What stands in front of the first word that looks ahead: 中部碧道计划建设550公里."""
    first = INTENT.search(before)
    if first is None:
        return None
    topic = LEADS.sub("", before[: first.start()]).strip('的 “",')
    return topic[-MAX_SUBJECT:] if len(topic) >= 2 else None


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
