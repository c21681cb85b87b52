"""Words that look ahead, and whether such a word does so where it stands.

将 is a future before a verb (将新建), none before what is disposed of (将…打造成); 计划 is a verb
before a verb, else the name of a programme; 争取 before money is how it was got.
"""

from __future__ import annotations

import re

from transforms.clean.word_lists import words

AHEAD = words(
    """
    力争 争取 确保 计划 拟 力求 目标 将 要 加快打造 加快建设 加快培育 着力打造 努力 奋力
    尽快 年底前 年内 再建 未来 今后 规划 部署 提出
    """
) + tuple(f"到20{year}年" for year in range(10, 61))
DOUBLED = ("翻番", "翻一番", "翻两番", "翻三番")
NOT_AHEAD = words(
    """
    排产计划 行动计划 计划生育 计划单列 改造计划 年计划 教学计划 工作计划 计划书 计划内 主要
    重要 要求 需要 必要 只要 要素 要道 要闻 摘要 纪要 简要 概要 想要 还要 要点 要么 不要 将军
    将领 即将 麻将 规划局 规划院 城市规划 模拟 虚拟 拟定 提出要求 部署会 提出建议 要塞 要害
    """
)
WEAK = frozenset({"将", "要", "部署", "提出", "规划", "未来", "今后", "拟"})
VERB = (
    "建(?!设用地)|投|完|实|培|引|扶|筹|安|改(?!革)|招|开|形|打|增(?!值)|推|种|创|发|启|组|签|拿|用|突破|达|超|过|翻|提|降|减|压|缩|扩|"
    "新(?!能源|材料|型|区)|再|拥|保|覆盖|解决|淘汰|治理|修|铺|栽|植(?!物)|生产|转|落|布|支持|孵|构|设|举办|选|评|认定|命名|带动|吸|"
    "帮|救助|发放|供|储|回升|控制|稳定|脱|退|出(?!口|台)|入|集聚|汇聚|销(?!售额)|收(?!入|费)|整|拆|搬|迁|清|争|力|确|努|做|深|聚焦|加"
)
ADVERB = (
    "在|于|从|未来|持续|坚持|通过|利用|把|对|以|按|继续|进一步|逐步|全面|累计|总|同步|重点(?!产业|项目|企业)|围绕|依托|"
    "会|能|要|全力|陆续|分[期批步阶]|先|每年|共|统筹|首次|大力|切实|紧|更"
)
FUTURE = re.compile(f"{ADVERB}|{VERB}")
DATED = re.compile(r"到|年|今年|明年|20\d\d年|\d{1,2}月")
PROGRAMME = re.compile(
    r"(?:行动|工作|改造|年度|产业|工程|发展|合作|增产|人才|科技|守护者?|培养|翼|教育|[”》\"])$"
)
AS_OBJECT = re.compile(
    r"[“\"》]?(?:[,:;。、)”\"]|为|是|的|中|内|项目|协助|单列|和|与|\d|[一-龥]{2}计划|总投资|投资[金总]?额|执行|航班|[量数表额])"
)
GOAL = re.compile(
    r"目标(?:任务)?(?:是|为|设定|定|确定|:|—|到20)|(?<=发展|总体|预期|工作|年度|主要|奋斗|阶段|规划)目标[,”]|目标(?=[^,;。]{0,12}(?:由|从)[^,;。]{1,12}(?:至|到|为))"
)
NO_GOAL = re.compile(r"目标(?:任务)?的?(?:已|完成情况)")
PERIOD = re.compile(r"[,将要]|(?:\d|[一两三五十几])+年|,?[一-龥]{2,6}将")
MONEY = re.compile(
    r"(?:时间$|主动$|独立|权益|资金|投资|债券|贷款|补助|额度|补贴|奖补|经费|金额|国债|专项债)"
)
DOES = re.compile(r"完成|达到|突破|实现|纳入|落地|超过|不低于|新增|建成|[三两五\d]年|到20")
CLAUSE_END = re.compile(r"[,;。!?:]|$")


def is_intent(sentence: str, position: int, word: str) -> bool:
    """Whether the word at the position looks ahead."""
    end = position + len(word)
    if word in ("将", "要", "拟", "规划", "部署"):
        # 将2025年增速预期下调: no future stands right before a date.
        is_dated = word != "将" and DATED.match(sentence, end) is not None
        return is_dated or FUTURE.match(sentence, end) is not None
    if word == "计划":
        return (
            AS_OBJECT.match(sentence, end) is None
            and PROGRAMME.search(sentence, max(0, position - 4), position) is None
        )
    if word == "目标":
        return GOAL.match(sentence, position) is not None
    if word in ("未来", "今后"):
        return PERIOD.match(sentence, end) is not None
    if word == "提出":
        return not sentence.startswith(("了", "关于"), end)
    if word == "争取":
        ending = CLAUSE_END.search(sentence, end)
        said = sentence[end : ending.start() if ending else len(sentence)]
        return MONEY.search(said) is None or DOES.search(said) is not None
    return True
