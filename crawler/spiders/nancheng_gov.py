from crawler.platforms.entries import NOTES, Entry
from crawler.platforms.hanweb import HanwebSpider


class NanchengGovSpider(HanwebSpider):
    """南城县人民政府 — news of a county under Fuzhou."""

    name = "nancheng_gov"
    title = "南城县人民政府"
    region_code = "361021"
    start_urls = [
        Entry("https://www.jxnc.gov.cn/col/col7184/index.html", evidence=NOTES),
    ]
