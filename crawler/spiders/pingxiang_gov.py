from crawler.platforms.entries import UNDATED, Entry
from crawler.platforms.hanweb import HanwebSpider


class PingxiangGovSpider(HanwebSpider):
    """萍乡市人民政府 — news of Pingxiang's government."""

    name = "pingxiang_gov"
    title = "萍乡市人民政府"
    region_code = "360300"
    start_urls = [
        Entry("https://www.pingxiang.gov.cn/col/col15/index.html", seen="2022", evidence=UNDATED),
    ]
