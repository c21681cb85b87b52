"""Companies: where a name begins, what is repaired, which county it names."""

from __future__ import annotations

from datetime import date

import pytest

Tagged = "Callable[..., list[dict[str, Any]]]"


def test_a_company_list_is_parsed_and_repaired_with_the_original_kept(tagged: Tagged) -> None:
    text = "名单\n崇义甲源钨业股份有公司、贛州市乙木微电子有限公司、丙森（龍南）家具有公司"
    rows = tagged("organisation_mentions", text)
    assert [(r["organisation"], r["name_raw"], r["repairs"], r["region_code"]) for r in rows] == [
        ("崇义甲源钨业股份有限公司", "崇义甲源钨业股份有公司", ["limited"], "360725"),
        ("赣州市乙木微电子有限公司", "贛州市乙木微电子有限公司", ["simplified"], None),
        ("丙森（龙南）家具有限公司", "丙森（龍南）家具有公司", ["limited", "simplified"], "360727"),
    ]
    assert all(row["is_listed"] for row in rows)


@pytest.mark.parametrize(
    ("sentence", "name", "code"),
    [
        ("项目由江西于都南峰水泥有限公司建设。", "江西于都南峰水泥有限公司", "360731"),
        ("县领导来到大余县宏甲矿业有限责任公司调研。", "大余县宏甲矿业有限责任公司", "360723"),
        ("走进位于章贡区的赣州乙电子科技有限公司。", "赣州乙电子科技有限公司", None),
        ("江西万年青某水泥股份有限公司投产。", "江西万年青某水泥股份有限公司", None),
        ("某社讯（记者周某）中国甲铁路集团有限公司消息。", "中国甲铁路集团有限公司", None),
        ("据（以下简称甲乙丙有限公司）介绍。", "甲乙丙有限公司", None),
        ("鞍某联众（信丰）不锈钢有限公司。", "鞍某联众（信丰）不锈钢有限公司", "360722"),
        ("江西赣州市章贡南丁水泥有限公司获奖。", "江西赣州市章贡南丁水泥有限公司", "360702"),
    ],
)
def test_a_name_in_running_text(tagged: Tagged, sentence: str, name: str, code: str | None) -> None:
    [row] = tagged("organisation_mentions", f"标题\n{sentence}")
    assert (row["organisation"], row["region_code"], row["is_listed"]) == (name, code, False)


@pytest.mark.parametrize(
    ("name", "outlet", "code"),
    [
        ("浙江象山甲乙电池有限公司", None, "330225"),
        ("广西桂林象山甲乙电池有限公司", None, "450304"),
        ("甲乙（象山）电池有限公司", "330200", "330225"),
        ("甲乙（象山）电池有限公司", "450300", "450304"),
        ("甲乙（象山）电池有限公司", "360700", None),
        ("象山甲乙电池有限公司", "330200", None),
    ],
)
def test_of_counties_of_one_name_the_province_or_the_outlet_tells_which(
    tagged: Tagged, name: str, outlet: str | None, code: str | None
) -> None:
    [row] = tagged("organisation_mentions", f"标题\n项目由{name}建设。", region_code=outlet)
    assert (row["organisation"], row["region_code"]) == (name, code)


def test_the_county_is_the_one_of_the_day(tagged: Tagged) -> None:
    text = "名单\n龙南县戊科技有限公司、龙南县己木业有限公司"
    rows = tagged("organisation_mentions", text, day=date(2022, 1, 1))
    assert {row["region_code"] for row in rows} == {"360783"}


@pytest.mark.parametrize(
    "sentence",
    [
        "全市没有公司掉队。",
        "国有公司带头。",
        "现有公司法人资格的企业。",
        "有限公司法修订。",
        "开办了有限公司。",
    ],
)
def test_words_that_only_look_like_a_legal_form(tagged: Tagged, sentence: str) -> None:
    assert tagged("organisation_mentions", f"标题\n{sentence}") == []


def test_a_company_named_twice_is_one_row(tagged: Tagged) -> None:
    text = "标题\n赣州庚新材料有限公司开工。赣州庚新材料有限公司投资十亿元。"
    assert len(tagged("organisation_mentions", text)) == 1
