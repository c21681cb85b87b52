from crawler.platforms.entries import Entry
from crawler.platforms.ucap import UcapSpider


class ShichengGovSpider(UcapSpider):
    """石城县人民政府 — news of a county under Ganzhou."""

    name = "shicheng_gov"
    title = "石城县人民政府"
    region_code = "360735"
    start_urls = [
        Entry(
            "http://www.shicheng.gov.cn/scxzf/c104798/list.shtml",
            evidence="its articles of 2026 are cited; the list's name is inferred",
        ),
    ]
