"""Places: homonyms, renamings, lists, adverts."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest

from bench.corpora import ABSENT, corpus
from tests.transforms.tag.conftest import articles
from transforms.lake import schema
from transforms.tag import tag

if TYPE_CHECKING:
    from transforms.tag.seeds import Seeds

Tagged = "Callable[..., list[dict[str, Any]]]"
CORPUS = corpus()


def found(rows: list[dict[str, Any]], role: str = "reported_on") -> list[str]:
    return [row["region"] for row in rows if row["role"] == role]


@pytest.mark.parametrize(
    ("text", "regions"),
    [
        ("定南县召开大会", ["定南县"]),
        ("江西定南与河源共建园区", ["江西省", "定南县", "河源市"]),
        ("和平县定南水治理工程招标", ["和平县"]),
        ("两地一定南下学习", []),
        ("上海瑞金医院专家来访", ["上海市"]),
        ("赣州科教兴国战略研讨", ["赣州市"]),
        ("由于都是山区，安全南侧施工", []),
        ("在于都县召开，由于都县领导主持", ["于都县"]),
        ("大会在于都举行", ["于都县"]),
        ("打通全南北向主干道", []),
        ("于都县石城村的早晨", ["于都县"]),
        ("天津市安远路的老店", ["天津市"]),
        ("定南街头的年味，定南乡村的变化", ["定南县"]),
        ("杭州西湖区与南昌市西湖区结对", ["杭州市", "西湖区", "南昌市", "西湖区"]),
        ("西湖区的春天", []),
        (
            "临夏州东乡县的案件，昌江县的木棉花",
            ["临夏回族自治州", "东乡族自治县", "昌江黎族自治县"],
        ),
        ("海外华社与崇仁医院举行视频会议", []),
        ("县委书记王兴国到兴国县调研", ["兴国县"]),
        ("据江西日报报道", []),
        ("辽宁都市报道，湖南康养产业", ["辽宁省", "湖南省"]),
        ("真定南城与安定南门，制定南部规划", []),
        ("咸宁都市圈，永宁都护府", ["咸宁市"]),
        ("上海市宁都路与深圳信丰路", ["上海市", "深圳市"]),
        ("陈定南和李信丰来访", []),
        ("西安石城小学开学", ["西安市"]),
        ("越南康复中心落成", []),
        ("新余额显示，宜春秋景色，靖安全形势", []),
    ],
)
def test_names_and_their_homonyms(tagged: Tagged, text: str, regions: list[str]) -> None:
    rows = sorted(tagged("place_mentions", text), key=lambda row: row["first_offset"])
    assert found(rows) == regions


def test_a_common_word_needs_support(tagged: Tagged) -> None:
    assert found(tagged("place_mentions", "兴国的春天")) == []
    assert found(tagged("place_mentions", "兴国的春天", region_code="360700")) == []
    assert "兴国县" in found(tagged("place_mentions", "兴国的春天\n赣州市的山区。"))


@pytest.mark.parametrize(
    ("text", "day", "region", "code"),
    [
        ("龙南县招商", date(2019, 2, 1), "龙南县", "360727"),
        ("龙南市招商", date(2021, 2, 1), "龙南市", "360783"),
        ("龙南县招商", date(2021, 2, 1), "龙南市", "360783"),
        ("龙南招商", date(2020, 6, 29), "龙南县", "360727"),
        ("龙南招商", None, "龙南市", "360783"),
        ("这里曾叫南康市", date(2019, 2, 1), "南康区", "360703"),
        ("南康市家具", date(2012, 2, 1), "南康市", "360782"),
        ("赣县的圩日", date(2019, 2, 1), "赣县区", "360704"),
        ("赣县的圩日", date(2010, 2, 1), "赣县", "360721"),
        ("庐山区的茶", date(2018, 1, 1), "濂溪区", "360402"),
        ("湾里区的山", date(2021, 1, 1), "湾里区", "360105"),
    ],
)
def test_names_are_those_of_the_day(
    tagged: Tagged, text: str, day: date | None, region: str, code: str
) -> None:
    [row] = tagged("place_mentions", text, day=day)
    assert (row["region"], row["region_code"]) == (region, code)


def test_an_award_list_lists_and_a_sentence_reports(tagged: Tagged) -> None:
    listed = "章贡区、赣州经济技术开发区、南康区、贛縣區"
    text = f"表彰大会\n大会在章贡区召开。\n{listed}\n会上，南康区发言。"
    rows = tagged("place_mentions", text, region_code="360700")
    assert set(found(rows, "listed")) == {"章贡区", "赣州市", "南康区", "赣县区"}
    assert set(found(rows)) == {"章贡区", "南康区"}
    assert found(rows, "outlet_home") == ["赣州市"]
    assert [row["name_raw"] for row in rows if row["region"] == "赣县区"] == ["贛縣區"]


def test_blocks_tell_lists_that_do_not_look_like_lists(tagged: Tagged) -> None:
    blocks = pa.Table.from_pylist(
        [
            {"article_id": f"{0:016x}", "position": 1, "label": "list", "text": "一等奖：定南縣"},
            {"article_id": f"{0:016x}", "position": 2, "label": "body", "text": "全南县获奖。"},
            {"article_id": "ffff", "position": 1, "label": "list", "text": "全南县获奖。"},
        ],
        schema=schema.BLOCKS,
    )
    rows = tagged("place_mentions", "名单\n一等奖：定南縣\n全南县获奖。", blocks=blocks)
    assert found(rows, "listed") == ["定南县"]
    assert found(rows) == ["全南县"]


@pytest.mark.parametrize(
    "headline",
    [
        "定南知名的水泵厂家有哪些",
        "定南脚手架多少钱一平方?",
        "定南空调安装,定南空调维修",
        "定南好用的滤芯厂家直供",
        "定南钢结构工程哪家专业",
        "定南不锈钢水箱定做厂家价格",
        "定南废旧电缆回收公司",
        "定南搬家公司电话",
        "定南二手挖掘机出售",
        "供应定南塑料检查井",
        "定南课桌定制_定南铁床批发",
        "2016定南托盘厂家现货供应",
    ],
)
def test_adverts_do_not_report_on_the_place_they_name(tagged: Tagged, headline: str) -> None:
    rows = tagged("place_mentions", headline)
    assert [(row["region"], row["role"]) for row in rows] == [("定南县", "advert")]


@pytest.mark.parametrize(
    "headline",
    [
        "定南脐橙价格上涨",
        "定南知名的非遗传承人走进校园",
        "定南警方查处一起厂家直销骗局",
        "定南脐橙批发市场开业",
        "定南公布监督举报电话",
        "定南供电公司安装智能电表",
        "定南稀土回收企业复产",
        "定南节日市场供应稳定",
        "定南家具企业抱团出口",
    ],
)
def test_news_about_trade_is_news(tagged: Tagged, headline: str) -> None:
    assert found(tagged("place_mentions", headline)) == ["定南县"]


@pytest.mark.skipif(CORPUS is None, reason=ABSENT)
def test_the_labelled_listing_is_attributed_right(seeds: Seeds) -> None:
    assert CORPUS is not None
    listing = CORPUS / "dev" / "dingnan_listing.jsonl"
    rows = [json.loads(line) for line in listing.read_text("utf-8").splitlines()]
    places = tag(articles(*[row["title"] for row in rows]), seeds)["place_mentions"].to_pylist()
    given = {
        int(p["article_id"], 16)
        for p in places
        if (p["region"], p["role"]) == ("定南县", "reported_on")
    }
    right = {
        number
        for number, row in enumerate(rows)
        if row["labels"]["kind"] != "advert" and "河源市和平县" not in row["title"]
    }
    assert len(given & right) / len(given) >= 0.97
    assert len(given & right) / len(right) >= 0.97


@pytest.mark.parametrize(
    ("text", "outlet", "regions"),
    [
        ("记者从房山区水务局获悉", "110000", ["房山区"]),
        ("奉化区召开推进会", "330200", ["奉化区"]),
        ("港口区灯火通明", "450600", ["港口区"]),
        ("港口区灯火通明", "330200", []),
        ("奉化人爱吃的年糕", "330200", []),
        ("老城区改造提速", "410000", []),
    ],
)
def test_a_district_called_by_a_word_is_one_in_its_own_citys_outlets(
    tagged: Tagged, text: str, outlet: str, regions: list[str]
) -> None:
    assert found(tagged("place_mentions", text, region_code=outlet)) == regions
