"""Sentences that look like aims and are none, and aims that are easily misread."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

Tagged = "Callable[..., list[dict[str, Any]]]"
DAY = date(2019, 2, 24)

NO_AIMS = [
    # Rates, ceilings, rules and prices.
    "商场要严格按照人均面积不少于2平方米的规定控制客流。",
    "对落户的企业，将给予最高不超过100万元的奖励。",
    "该县将对每户农民补贴500元。",
    "有关部门决定，将锁具等20项产品出口退税率提高至13%。",
    "将普通住宅的面积标准由90平方米提高到140平方米。",
    "公告要求禁止5人以上聚集，确保安全。",
    "本次计划发放价值为50元的消费券。",
    "企业要以不低于30%的比例用于招聘。",
    # What things are counted by their size.
    "力争全面完成贫困村20户以上自然村集中供水任务。",
    "确保100人以上单位全部建立工会。",
    "未来，这里将建成千万吨级码头。",
    "拟分红金额占净利润比例超过30%的还包括三家公司。",
    "力争亿元以上项目全部开工。",
    # Disposal 将, noun 计划, other 目标.
    "将3栋厂房改造成展馆的设想引来议论。",
    "将小微企业贷款利率下限统一降低0.5个百分点。",
    "春风计划150家企业中一半以上近期有招聘需求。",
    "2018年，守护者计划协助各地查处案件超过115件。",
    "两军对12个目标进行打击，摧毁了5个据点。",
    "协会计划航班量仅为108班，飞机30架。",
    "日均计划执行航班16架。",
    "未来已来，会场内共有20家企业布展。",
    # What has been reached.
    "去年确保完成投资80亿元，增速居前。",
    "截至目前，计划新建的学校已开工12所。",
    "要看到，全市累计建成农村公路300公里。",
    "为了加快建设，公布了两批共54个项目清单。",
    "计划实施以来，全市新增企业20家。",
    "今年将迎来大考，前两个月新增企业已达20家。",
    "三年内家里有过装修，占比30%。",
    "园区仅有3家企业，要奋起直追。",
    # What others foresee.
    "研究机构认为，如果需求恢复，明年增速将回升至6.2%。",
    "预计到2021年，市场规模将达到30亿元。",
    "项目建成投产后，将实现年产值30亿元。",
    "春运期间民航旅客量将达到8000万人次。",
    "专家预测，明年产量将突破50万吨。",
    "据估算，新规将增加支出3亿元。",
    # Events, documents, set phrases.
    "本届展会将吸引超300家企业参展。",
    "其间将举办风筝比赛等56项活动。",
    "会议提出24项主要指标。",
    "方案将推出16条政策措施。",
    "会议提出了4个议案。",
    "要增强“四个意识”、坚定“四个自信”。",
    "要统筹国内国际两个大局。",
    "首次提出培育“四个一百”企业的目标。",
    "认真落实“优化环境50条”，争取群众满意。",
    "要做到“合格率100%，达标率100%，满意率100%”，让群众放心。",
    # Money that was got, time that was won.
    "积极争取上级补助资金26亿元。",
    "争取中央预算内投资237亿元、专项债券12亿元。",
    "为给群众争取时间，5名战士留下断后。",
    # Lengths and shares told aside.
    "确保建成绿道（每条长度不小于5公里）。",
    "万元产值用水量要持续下降，万元工业增加值能耗也是。",
    "检测人员每过一段时间就要检查上游几百家企业。",
]


@pytest.mark.parametrize("sentence", NO_AIMS)
def test_what_only_looks_like_an_aim(tagged: Tagged, sentence: str) -> None:
    rows = tagged("targets", f"标题\n{sentence}")
    assert [(row["value"], row["unit"], row["subject"]) for row in rows] == []


AIMS: list[tuple[str, list[tuple[Any, ...]]]] = [
    ("力争规模以上工业增加值增长9%。", [(9, None, "%", "规模以上工业增加值", None)]),
    ("确保民营经济增加值占比达到60%。", [(60, None, "%", "民营经济增加值占比", None)]),
    ("到2020年，绿色包装使用率达到80%。", [(80, None, "%", "绿色包装使用率", "2020年")]),
    ("力争研发投入强度达到3.35%。", [(3.35, None, "%", "研发投入强度", None)]),
    ("力争新增并网装机3000万千瓦。", [(3000, None, "万千瓦", "并网装机", None)]),
    (
        "力争用水量比2015年下降20%。",
        [(20, None, "%", "用水量", None)],
    ),
    (
        "到2021年底，通关时间对比2017年将压缩30%以上。",
        [(30, None, "%", "通关时间", "2021年底")],
    ),
    ("主要预期目标是：生产总值增长5%—5.5%。", [(5, 5.5, "%", "生产总值", None)]),
    ("计划到2021年培育龙头企业2～3家。", [(2, 3, "家", "龙头企业", "2021年")]),
    (
        "计划到2021年培育年销售收入超过100亿元的龙头企业5家以上。",
        [(5, None, "家", "年销售收入超过100亿元的龙头企业", "2021年")],
    ),
    (
        "力争全年完成交通投资23亿元、水利投资9亿元。",
        [(23, None, "亿元", "交通投资", "全年"), (9, None, "亿元", "水利投资", "全年")],
    ),
    (
        "力争全年完成项目投资85亿元，力争突破90亿元。",
        [(85, None, "亿元", "项目投资", "全年"), (90, None, "亿元", "项目投资", "全年")],
    ),
    (
        "今年，该市将新建养老中心10个，助餐点总数超20个。",
        [(10, None, "个", "养老中心", "今年"), (20, None, "个", "助餐点总数", "今年")],
    ),
    ("争取100个以上项目纳入规划。", [(100, None, "个", "项目纳入规划", None)]),
    ("今年将在新型基础设施建设投入逾5亿元。", [(5, None, "亿元", "新型基础设施建设", "今年")]),
    ("今年将投入约1亿元，用于养老设施改造。", [(1, None, "亿元", "用于养老设施改造", "今年")]),
    ("建设50家具有引领性的示范企业，力争早见成效。", []),
    (
        "力争建设50家具有引领性的示范企业。",
        [(50, None, "家", "示范企业", None)],
    ),
    ("今后五年还将建成500公里绿道。", [(500, None, "公里", "绿道", "五年")]),
    (
        "“十四五”期间，我市将累计建成高标准农田10万亩以上。",
        [(10, None, "万亩", "高标准农田", "十四五")],
    ),
    (
        "今年将新建45万亩、改造提升35万亩高标准农田。",
        [(45, None, "万亩", "高标准农田", "今年"), (35, None, "万亩", "高标准农田", "今年")],
    ),
    ("2019年9月底前，确保建成学校3所。", [(3, None, "所", "学校", "2019年9月底")]),
]


@pytest.mark.parametrize(("sentence", "expected"), AIMS)
def test_an_aim_that_is_easily_misread(
    tagged: Tagged, sentence: str, expected: list[tuple[Any, ...]]
) -> None:
    text = f"标题\n{sentence}"
    rows = tagged("targets", text)
    keys = ("value", "value_max", "unit", "subject", "deadline")
    assert [tuple(row[key] for key in keys) for row in rows] == expected
    for row in rows:
        assert row["status"] == "aim"
        assert row["quote"] in sentence
        assert row["field"] == "body"


@pytest.mark.parametrize(
    ("sentence", "base", "due"),
    [
        ("力争用水量比2015年下降20%。", "2015年", None),
        ("到2020年，能耗较2018年降低3%左右。", "2018年", date(2020, 12, 31)),
        ("力争到今年底，办理时限比法定时限平均减少70%。", "法定时限", date(2019, 12, 31)),
        ("力争三年内，覆盖率由60%提高到80%。", "60%", date(2021, 12, 31)),
        ("今年将在去年新建20个的基础上再增加30个小区。", "去年新建20个", date(2019, 12, 31)),
        ("力争今年进出口同比增长8%。", "上年同期", date(2019, 12, 31)),
    ],
)
def test_what_it_is_compared_with_is_no_deadline(
    tagged: Tagged, sentence: str, base: str, due: date | None
) -> None:
    [row] = tagged("targets", f"标题\n{sentence}")
    assert (row["comparison_base"], row["deadline_date"]) == (base, due)


@pytest.mark.parametrize(
    ("sentence", "status", "value"),
    [
        ("园区提前一年实现产值300亿元的目标。", "achieved", 300),
        ("全市超额完成新增就业5万人的任务，要再接再厉。", "achieved", 5),
        ("会议决定，将今年的增长目标由8%下调至7%。", "revised", 7),
        ("投资计划从20亿元调整为26亿元，力争年底前完成。", "revised", 26),
    ],
)
def test_an_aim_may_be_reached_or_moved(
    tagged: Tagged, sentence: str, status: str, value: float
) -> None:
    [row] = tagged("targets", f"标题\n{sentence}")
    assert (row["status"], row["value"]) == (status, value)


def test_what_a_report_reviews_is_no_aim(tagged: Tagged) -> None:
    text = (
        "政府工作报告\n一、2018年工作回顾\n确保完成投资80亿元。\n"
        "二、2019年工作安排\n确保完成投资90亿元。"
    )
    assert [row["value"] for row in tagged("targets", text)] == [90]


@pytest.mark.parametrize(
    ("sentence", "actor"),
    [
        ("2019年，赣州将新建学校10所。", "赣州"),
        ("省水利厅计划今年新建水库3座。", "省水利厅"),
        ("今年，我国将新建高标准农田80万亩。", "我国"),
        ("力争新建学校10所。", None),
    ],
)
def test_who_is_to_reach_it(tagged: Tagged, sentence: str, actor: str | None) -> None:
    [row] = tagged("targets", f"标题\n{sentence}")
    assert row["actor"] == actor


def test_a_place_named_before_holds_for_what_follows(tagged: Tagged) -> None:
    [row] = tagged("targets", "标题\n赣州的脐橙产业由来已久。力争到2020年产量达到150万吨。")
    assert row["region_code"] == "360700"
