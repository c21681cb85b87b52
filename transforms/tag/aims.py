"""Whether a quantity of a sentence is an aim, one that was reached or moved, or only a number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from transforms.tag.comparison_bases import Base, is_base

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.tag.quantities import Quantity

AIM, ACHIEVED, REVISED = "aim", "achieved", "revised"
LOOKS_BACK = re.compile(
    r"已|去年|上年|前年|截至|截止|至今|以来|曾|共计|统计显示|数据显示|昨天|昨日|回顾|"
    r"完成了|实现了|建成了|突破了|达到了|增长了|(?<![为除])了[^,;。]{0,4}\d|本届|原定|共有|仅[为有]|只有|"
    r"(?:^|\D)(?:\d{1,2}|[一二两三四五六七八九十])年前"
)
MAY_LOOK_BACK = re.compile(r"目前|累计|同比|环比|先后|原先|原有|现有|现行")
FORECASTS = re.compile(
    r"预计|预测|预料|估计|估算|测算|有望|预期(?!目标)|认为|分析|研判|(?:建成|投产|达产|投用|竣工|完工)(?:投产|达产|投用|运营|使用)?(?:之?后|时)"
)
PREDICTS = re.compile(r"预计|预测|预料|估计|估算|有望")
EVENTS = re.compile(
    r"举办|参展|展团|展位|展出|亮相|赛事|演出|巡视|袭击|打击|空袭|摧毁|航天员|国家和地区|共吸引|开展[^,;。]{0,12}\d[^,;。]{0,12}(?:活动|实验|演练)"
)
ACTION = re.compile(
    r"建成|建立|构建|打造|培育|培训|培养|孵化|新增|引进|实现|完成|达到|突破|超过|建设|改造|新建|扩建|改建|创建|形成|"
    r"做优|做强|增加|提高|提升|提速|降至|降到|降低|下降|增长|减少|压缩|缩短|脱贫|退出|发展|落地|开工|投产|签约|种植|"
    r"安排|投入|投资|筹集|筹措|筹建|不低于|不少于|不高于|控制|以内|拥有|保持|稳定|扶持|支持|命名|认定|"
    r"推进|实施|解决|覆盖|带动|治理|修复|纳入|赋能|落实|供应|整治|铺设|培优|招引|引育|聚集|集聚|"
    r"收回|清退|淘汰|发放|销售|生产|争取|跻身|达标|进入|[达超过翻逾增建](?=[^一-龥]|$|百|千|万|亿)"
)
MEASURES = re.compile(r"(?:达到?|超过?|突破|回升[至到]|增[至到]|升[至到]|占)(?:约|近)?$")
PLANS = re.compile(
    r"规划|方案|计划|目标|意见|纲要|行动|提出|力争|确保|到20\d\d|年底|年内|[一二三四五]年内|任务|部署"
)
RULE_AFTER = re.compile(
    r"(?:以上|以下|以内|左右)?的?(?:规定|要求|原则|标准(?!厂房|化|地)|一次性|罚款|比例给予|给予|奖励|补贴|补助|优惠|税率|关税|比例|面积标准)"
    r"|[^,;。、]{0,6}的(?:规定|标准(?!厂房|化|地))"
)
RULE_BEFORE = re.compile(
    r"(?:给予|奖励|奖补|补助|补贴|不得(?:超过|低于|少于|高于)|最[高低多少](?:不超过|可达)?|罚款|处以|按照?|享受|禁止|严禁|不准|价值|面值|票价|单价|关税|税率|单[个户笔]|每[人户亩条名台吨月辆处次天][^,;。]{0,10})[^,;。\d]{0,8}$"
)
MEASURE_UNITS = (
    "元",
    "美元",
    "亩",
    "吨",
    "平方米",
    "公里",
    "立方米",
    "千瓦",
    "%",
    "户",
    "人",
    "张",
)
CARRIERS = (
    "(?:项目|企业|园区|开发区|集群|产业|单位|家庭|机构|大户|村|小区|社区|学校|医院|景区|城市|河流|湖泊|品牌|"
    "基地|工程|订单)"
)
THRESHOLD = re.compile(rf"(?:及?以上|及?以下|以内)的?[一-龥]{{0,8}}?{CARRIERS}")
COUNTED_THRESHOLD = re.compile(r"(?:以上|以下|以内)的?[一-龥]{0,4}?(?:村|小区|社区|学校|机构|单位)")
QUALIFIES = re.compile(rf"的(?:[一-龥]{{0,10}}?{CARRIERS}|[,;。还]|包括)")
EXCEEDS = re.compile(r"(?:超过?|过|突破|达到?|不低于|不少于|不足|低于|高于|大于|小于)$")
FORMS = re.compile(r"(?:打造|培育|形成|建成|创建|做大|做强)[^,;。]{0,12}$")
COUNT = re.compile(r"[一-龥]{0,16}?(?:\d|[一二两三四五六七八九十]+[个家])")
SETS = re.compile(r"完成|实现|达到|达成|定下|确定|提出|突破|超额|增长")
APPENDED = re.compile(r"(?:其中)?约?占(?!地)|(?:计划|项目)?总投资")
CLOSES_AS_AIM = re.compile(r"[^,。;]{0,8}的[^,。;]{0,8}(?:目标|任务|指标)(?!进行)")
REACHES = re.compile(
    r"(?:提前|超额|圆满|顺利|如期|全面)(?:[一二两三四五六七八九十\d]{1,2}[年月个天]+)?[^,;。]{0,4}(?:完成|实现|达到|达成)|已(?:经)?[^,;。]{0,4}(?:完成|实现|达到|达成)"
)
REVISES = re.compile(
    r"(?:目标|计划|指标|任务)[^,;。]{0,40}(?:上调|下调|调整|修订|调高|调低|提高|压减)(?:至|到|为)[^,;。\d]{0,4}$"
)
TERM_BEFORE = re.compile(r"(?:[一二两三四五六七八九十]|\d{1,2})年(?:内|时间)?(?:再|要|实现)?$")
LISTS_AIMS = re.compile(r"目标(?:任务)?(?:是|为)?:")
BREAK = re.compile(r"[,;。!?:]")


class Intent(NamedTuple):
    """A word that looks ahead; 将 and 要 are weak: they reach less far."""

    position: int
    word: str
    is_weak: bool


class Place(NamedTuple):
    """A quantity in its sentence, and what else stands there."""

    sentence: str
    clause: tuple[int, int]
    quantity: Quantity
    intents: Sequence[Intent]
    bases: list[Base]

    def before(self) -> str:
        """The clause up to the quantity, without what it is compared with."""
        return without_bases(self.sentence, self.clause[0], self.quantity.start, self.bases)

    def wide_start(self) -> int:
        """Start of the clause, an enumeration before the quantity (A、B等7个) left whole."""
        marks = list(BREAK.finditer(self.sentence, 0, self.quantity.start))
        return marks[-1].end() if marks else 0

    def after(self) -> str:
        return self.sentence[self.quantity.end : self.clause[1]]


def without_bases(sentence: str, start: int, end: int, bases: list[Base]) -> str:
    for base in reversed(bases):
        if start <= base.start and base.end <= end:
            sentence = sentence[: base.start] + sentence[base.end :]
            end -= base.end - base.start
    return sentence[start:end]


def status_of(place: Place, *, is_continued: bool) -> str | None:
    """aim, achieved or revised; None if it is only a number.

    ``is_continued``: the quantity before it, in the same sentence, is an aim.
    """
    sentence, start, quantity = place.sentence, place.clause[0], place.quantity
    before, after = place.before(), place.after()
    if is_base(place.bases, quantity.start) or is_rule(before, sentence, quantity):
        return None
    if is_attribute(before, sentence, quantity) or is_name(sentence, quantity):
        return None
    if REVISES.search(sentence[start : quantity.start]):
        return REVISED
    if REACHES.search(before) and CLOSES_AS_AIM.match(sentence, quantity.end):
        return ACHIEVED
    if quantity.unit == "倍" and TERM_BEFORE.search(sentence, 0, quantity.start):
        return None if LOOKS_BACK.search(f"{before}0{after}") else AIM
    if LOOKS_BACK.search(f"{before}0{after}") or FORECASTS.search(before):
        return None
    if is_continued and sentence[max(0, start - 1) : start] == "、":
        return AIM
    return AIM if is_intended(place, after, is_continued=is_continued) else None


def is_intended(place: Place, after: str, *, is_continued: bool) -> bool:
    """Whether a word that looks ahead reaches the quantity, past nothing that looks back."""
    sentence, quantity = place.sentence, place.quantity
    start = place.wide_start()
    before = without_bases(sentence, start, quantity.start, place.bases)
    has_own = any(start <= one.position < quantity.start for one in place.intents)
    if not has_own and (
        MAY_LOOK_BACK.search(sentence, start, quantity.start) or APPENDED.match(before)
    ):
        return False
    if CLOSES_AS_AIM.match(sentence, quantity.end) and SETS.search(before):
        return True
    if (
        is_slogan(sentence, quantity)
        or is_name(sentence, quantity)
        or EVENTS.search(f"{before}0{after}")
    ):
        return False
    listed = LISTS_AIMS.search(sentence, 0, quantity.start)
    if listed and not is_closed(place, listed.end()):
        return True
    acts = ACTION.search(f"{before}|{after[:12]}") is not None
    for one in reversed(place.intents):
        if one.position <= quantity.start:
            if is_closed(place, one.position):
                return False
            if not one.is_weak:
                return is_wanted(place, one, acts=acts)
            if reaches(place, one, before, acts=acts, is_continued=is_continued):
                return True
    return False


def is_wanted(place: Place, one: Intent, *, acts: bool) -> bool:
    """Whether 力争, 到2020年 and such come with something to do, and are no forecast."""
    left = max(0, one.position - 12)
    if one.word.startswith("到") and PREDICTS.search(place.sentence, left, one.position):
        return False
    between = without_bases(place.sentence, one.position, place.quantity.start, place.bases)
    return acts or ACTION.search(between) is not None


def reaches(place: Place, one: Intent, before: str, *, acts: bool, is_continued: bool) -> bool:
    """Whether 将 or 要 governs the quantity: in its clause, or carried on by an aim before it."""
    sentence, start, quantity = place.sentence, place.wide_start(), place.quantity
    if not acts or FORECASTS.search(sentence, 0, one.position):
        return False
    if one.position < start:
        carried = sentence[one.position : start]
        is_near = carried.count(",") + carried.count(":") <= 2 and ";" not in carried
        starts = ACTION.match(before.lstrip("并再共全")) is not None
        return is_near and (is_continued or starts)
    if one.word == "将" and MEASURES.search(before):
        return PLANS.search(sentence, 0, quantity.start) is not None
    return True


def is_closed(place: Place, position: int) -> bool:
    """Whether something between the word and the quantity ends what it looks ahead to."""
    sentence, (start, _), quantity = place.sentence, place.clause, place.quantity
    between = without_bases(sentence, position, start, place.bases) if position < start else ""
    if LOOKS_BACK.search(between) or FORECASTS.search(between):
        return True
    opened = sentence.rfind("“", position, quantity.start)
    if opened < 0 or sentence.find("”", opened, quantity.start) >= 0:
        return False
    closing = sentence.find("”", quantity.end)
    quoted = sentence[opened : closing if closing >= 0 else len(sentence)]
    return "," in quoted and sentence[opened - 1 : opened] not in (":", ",")


def is_slogan(sentence: str, quantity: Quantity) -> bool:
    """“两个确立”, 国内国际两个大局: a number word in a set phrase."""
    if quantity.unit not in ("个", "大") or sentence[quantity.start].isdigit():
        return False
    before = sentence[max(0, quantity.start - 16) : quantity.start]
    return before.endswith("“") or ACTION.search(before) is None


def is_name(sentence: str, quantity: Quantity) -> bool:
    """“优化发展环境50条”: the quoted name of a document."""
    if not sentence.startswith("”", quantity.end) or quantity.unit == "倍":
        return False
    opened = sentence.rfind("“", 0, quantity.start)
    return opened >= 0 and not set(",:”") & set(sentence[opened : quantity.start])


def is_rule(before: str, sentence: str, quantity: Quantity) -> bool:
    """按人均不少于2平方米的规定, 最高不超过100万元, (每条长度不小于5公里)."""
    if RULE_AFTER.match(sentence, quantity.end) or RULE_BEFORE.search(before):
        return True
    opened = sentence.rfind("(", 0, quantity.start)
    is_aside = opened >= 0 and ")" not in sentence[opened : quantity.start]
    return is_aside and sentence.startswith(("(每", "(单", "(含", "(不含"), opened)


def is_attribute(before: str, sentence: str, quantity: Quantity) -> bool:
    """20户以上自然村, 超过50亿元的企业5家: a size that tells which things are counted.

    What is formed may be told by its size alone: 打造一批过500亿元的开发区.
    """
    if quantity.normalised_unit not in MEASURE_UNITS:
        return False
    kind = COUNTED_THRESHOLD if quantity.unit.endswith(("户", "人", "张")) else THRESHOLD
    if kind.match(sentence, quantity.end):
        return True
    if re.search("级(?!元)", sentence[quantity.start : quantity.end + 1]):
        return True
    if EXCEEDS.search(before) and QUALIFIES.match(sentence, quantity.end):
        forms = FORMS.search(before)
        following = sentence[quantity.end :].split(",", maxsplit=1)[0]
        return forms is None or COUNT.match(following) is not None
    return False
