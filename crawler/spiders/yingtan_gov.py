from crawler.platforms.entries import NOTES, Entry
from crawler.platforms.hanweb import HanwebSpider


class YingtanGovSpider(HanwebSpider):
    """鹰潭市人民政府 — news of Yingtan's government."""

    name = "yingtan_gov"
    title = "鹰潭市人民政府"
    region_code = "360600"
    start_urls = [
        Entry("http://www.yingtan.gov.cn/col/col47/index.html", evidence=NOTES),
    ]
