from crawler.platforms.entries import Entry
from crawler.platforms.ucap import UcapSpider


class QingshanhuGovSpider(UcapSpider):
    """青山湖区人民政府 — news of a district of Nanchang."""

    name = "qingshanhu_gov"
    title = "青山湖区人民政府"
    region_code = "360111"
    start_urls = [
        Entry(
            "http://ncqsh.nc.gov.cn/ncqsh/qshyw/nav_list.shtml",
            evidence="its articles of 2026-07 are cited; the list's name is inferred",
        ),
    ]
