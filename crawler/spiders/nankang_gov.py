from crawler.platforms.entries import Entry
from crawler.platforms.ucap import UcapSpider


class NankangGovSpider(UcapSpider):
    """南康区人民政府 — news of a county under Ganzhou."""

    name = "nankang_gov"
    title = "南康区人民政府"
    region_code = "360703"
    start_urls = [
        Entry(
            "https://www.nkjx.gov.cn/nkqrmzf/c125560/list.shtml",
            evidence="its articles of 2026 are cited; the list's name is inferred",
        ),
    ]
