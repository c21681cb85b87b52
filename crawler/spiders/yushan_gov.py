from crawler.platforms.entries import Entry
from crawler.platforms.ucap import UcapSpider


class YushanGovSpider(UcapSpider):
    """玉山县人民政府 — news of a county under Shangrao."""

    name = "yushan_gov"
    title = "玉山县人民政府"
    region_code = "361123"
    start_urls = [
        Entry(
            "https://www.zgys.gov.cn/zgys/c120464/list_common_list.shtml",
            evidence="its articles of 2026-07 are cited; the list's name is inferred",
        ),
    ]
