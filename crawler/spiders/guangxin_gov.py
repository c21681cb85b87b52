from crawler.platforms.entries import Entry
from crawler.platforms.ucap import UcapSpider


class GuangxinGovSpider(UcapSpider):
    """广信区人民政府 — news of a county under Shangrao."""

    name = "guangxin_gov"
    title = "广信区人民政府"
    region_code = "361104"
    start_urls = [
        Entry(
            "https://www.srx.gov.cn/srx/zwdt/list.shtml",
            evidence="its articles of 2026-07 are cited; the list's name is inferred",
        ),
    ]
