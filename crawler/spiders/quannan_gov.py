from crawler.platforms.entries import Entry
from crawler.platforms.ucap import UcapSpider


class QuannanGovSpider(UcapSpider):
    """全南县人民政府 — news of a county under Ganzhou."""

    name = "quannan_gov"
    title = "全南县人民政府"
    region_code = "360729"
    start_urls = [
        Entry(
            "https://www.quannan.gov.cn/qnxrmzfwyyh/c104917/list.shtml",
            evidence="its articles of 2026 are cited; the list's name is inferred",
        ),
    ]
