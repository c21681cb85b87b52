from crawler.platforms.entries import Entry
from crawler.platforms.ucap import UcapSpider


class ShangraoGovSpider(UcapSpider):
    """上饶市人民政府 — news of Shangrao's government."""

    name = "shangrao_gov"
    title = "上饶市人民政府"
    region_code = "361100"
    start_urls = [
        Entry(
            "http://www.zgsr.gov.cn/zwgk/zwzx/zwyw/index.shtml",
            evidence="a public crawler of 2020; the site has moved to /zgsr/ since",
        ),
    ]
