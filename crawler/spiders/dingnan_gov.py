from crawler.platforms.entries import Entry
from crawler.platforms.ucap import UcapSpider


class DingnanGovSpider(UcapSpider):
    """定南县人民政府 — news of a county under Ganzhou."""

    name = "dingnan_gov"
    title = "定南县人民政府"
    region_code = "360728"
    start_urls = [
        Entry(
            "http://www.dingnan.gov.cn/dnxzf/c103866/list.shtml",
            evidence="its articles of 2026 are cited; the list's name is inferred",
        ),
    ]
