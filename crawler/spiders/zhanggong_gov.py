from crawler.platforms.entries import Entry
from crawler.platforms.ucap import UcapSpider


class ZhanggongGovSpider(UcapSpider):
    """章贡区人民政府 — news of a county under Ganzhou."""

    name = "zhanggong_gov"
    title = "章贡区人民政府"
    region_code = "360702"
    start_urls = [
        Entry(
            "https://www.zgq.gov.cn/zgqzf/jryd/list.shtml",
            evidence="its articles of 2026 are cited; the list's name is inferred",
        ),
    ]
