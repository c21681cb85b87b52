from crawler.platforms.entries import NOTES, Entry
from crawler.platforms.ucap import UcapSpider


class XinzhouGovSpider(UcapSpider):
    """信州区人民政府 — news of a district of Shangrao."""

    name = "xinzhou_gov"
    title = "信州区人民政府"
    region_code = "361102"
    start_urls = [
        Entry("https://www.jxxz.gov.cn/jxxz/c120602/list_common_list.shtml", evidence=NOTES),
    ]
