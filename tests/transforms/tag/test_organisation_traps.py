"""Sentences in which a reader sees at once which bodies are named, and of which kind."""

from __future__ import annotations

import pytest

Tagged = "Callable[..., list[dict[str, Any]]]"

NAMED: list[tuple[str, dict[str, str]]] = [
    # companies: where the name begins
    ("记者得知江西青石矿业有限公司已复产。", {"江西青石矿业有限公司": "company"}),
    ("上诉人北京青石网络科技有限公司不服。", {"北京青石网络科技有限公司": "company"}),
    ("2005年3月至2009年5月包头青石钢铁有限公司亏损。", {"包头青石钢铁有限公司": "company"}),
    ("一行深入台企青石(赣州)电子科技有限公司。", {"青石（赣州）电子科技有限公司": "company"}),
    (
        "湖北青石包装有限公司和咸宁河湾玻璃有限公司复工。",
        {"湖北青石包装有限公司": "company", "咸宁河湾玻璃有限公司": "company"},
    ),
    ("还有河湾（中国）投资有限公司到场。", {"河湾（中国）投资有限公司": "company"}),
    ("发起单位广州青石生物技术股份有限公司发言。", {"广州青石生物技术股份有限公司": "company"}),
    ("告上海青石贸易有限公司一案宣判。", {"上海青石贸易有限公司": "company"}),
    ("赣州青石建设投资集团有限公司中标。", {"赣州青石建设投资集团有限公司": "company"}),
    # companies without a legal form, in a row
    (
        "开发区内青岚本田、青岚雷诺、白塔等重点企业均已复工。",
        {"青岚本田": "company", "青岚雷诺": "company", "白塔": "company"},
    ),
    (
        "先后来到青岚酒店、白塔药房、河湾药业检查。",
        {"青岚酒店": "company", "白塔药房": "company", "河湾药业": "company"},
    ),
    # organs of the state and the party
    ("广东东莞市政府发布通告。", {"东莞市政府": "government"}),
    ("赣州市财政局下达资金。", {"赣州市财政局": "government"}),
    ("赣州市发展和改革委员会批复项目。", {"赣州市发展和改革委员会": "government"}),
    ("江西省人民政府办公厅印发通知。", {"江西省人民政府办公厅": "government"}),
    (
        "江西省第十三届人民代表大会常务委员会第十九次会议召开。",
        {"江西省第十三届人民代表大会常务委员会": "government"},
    ),
    ("国务院批复同意。", {"国务院": "government"}),
    ("科技部公布名单。", {"科技部": "government"}),
    ("会议传达了党中央的部署。", {"党中央": "party"}),
    ("中共江西省委作出决定。", {"中共江西省委": "party"}),
    ("县消防救援大队开展演练。", {"县消防救援大队": "government"}),
    ("市公安局发布通报。", {"市公安局": "government"}),
    ("于都县人民法院开庭审理。", {"于都县人民法院": "government"}),
    ("赣州海关出台措施。", {"赣州海关": "government"}),
    ("龙南市委召开全会。", {"龙南市委": "party"}),
    ("他加入中国共产党。", {"中国共产党": "party"}),
    # parks and zones
    ("项目落户赣州经济技术开发区。", {"赣州经济技术开发区": "zone"}),
    ("走进南康的青岚农业现代科技示范园。", {"青岚农业现代科技示范园": "zone"}),
    ("海南自由贸易港封关。", {"海南自由贸易港": "zone"}),
    ("雄安新区建设提速。", {"雄安新区": "zone"}),
    # universities, hospitals, banks, institutes, associations
    ("江西理工大学举行典礼。", {"江西理工大学": "university"}),
    ("记者从南昌大学获悉。", {"南昌大学": "university"}),
    ("赣州市人民医院扩建。", {"赣州市人民医院": "hospital"}),
    ("复旦大学附属中山医院派出专家。", {"复旦大学附属中山医院": "hospital"}),
    ("中国建设银行发放贷款。", {"中国建设银行": "bank"}),
    ("赣州银行发放贷款。", {"赣州银行": "bank"}),
    ("中国科学院发布成果。", {"中国科学院": "institute"}),
    ("赣州青石稀土研究院揭牌。", {"赣州青石稀土研究院": "institute"}),
    ("江西省家具协会发起倡议。", {"江西省家具协会": "association"}),
    # media
    ("青石日报讯 记者走访了三个村。", {"青石日报": "media"}),
    ("中新网南昌3月30日电 江西春耕忙。", {"中新网": "media"}),
    ("央视网消息(新闻联播):春耕忙。", {"央视网": "media"}),
]
NONE = [
    "各大学陆续开学。",
    "三家医院参加演练。",
    "全市多所学院扩招。",
    "商业银行下调利率。",
    "银行业运行平稳。",
    "现代农业产业园遍地开花。",
    "工业园区建设提速。",
    "国家级经济技术开发区增至三家。",
    "上市公司公布年报。",
    "大学生返乡创业。",
    "政府工作报告提出目标。",
    "公司表示，将加大投入。",
    "该医院拒绝回应。",
    "当地医院接诊。",
    "双方达成合作协议。",
    "县财政局局长王磊磊说。",
    "市委书记王磊磊强调。",
    "江苏、浙江、山东等地的企业复工。",
    "水泥、钢铁等企业复工。",
    "中小学开学。",
]


@pytest.mark.parametrize(("sentence", "named"), NAMED, ids=lambda value: str(value)[:24])
def test_which_bodies_are_named(tagged: Tagged, sentence: str, named: dict[str, str]) -> None:
    rows = tagged("organisation_mentions", f"标题\n{sentence}")
    assert {row["organisation"]: row["kind"] for row in rows} == named
    assert all(row["quote"] in sentence and row["name_raw"] in sentence for row in rows)


@pytest.mark.parametrize("sentence", NONE)
def test_no_body_is_named(tagged: Tagged, sentence: str) -> None:
    assert tagged("organisation_mentions", f"标题\n{sentence}") == []


def test_a_body_printed_in_two_ways_is_one_row(tagged: Tagged) -> None:
    text = (
        "标题\n江西省第十三届人大常委会开会。江西省人大常委会表决。"
        "江西省人民政府报告。江西省政府表态。"
    )
    rows = tagged("organisation_mentions", text)
    assert [row["organisation"] for row in rows] == [
        "江西省第十三届人大常委会",
        "江西省人民政府",
    ]
