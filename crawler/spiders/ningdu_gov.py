from crawler.platforms.entries import Entry
from crawler.platforms.static_list import StaticListSpider


class NingduGovSpider(StaticListSpider):
    """宁都县人民政府 — news of a county under Ganzhou."""

    name = "ningdu_gov"
    title = "宁都县人民政府"
    region_code = "360730"
    start_urls = [
        Entry(
            "http://www.ningdu.gov.cn/ningduxian/xwzx/",
            evidence="a public data set (2026-07) names it, with no article",
        ),
    ]
