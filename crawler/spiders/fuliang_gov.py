from crawler.platforms.entries import NOTES, Entry
from crawler.platforms.hanweb import HanwebSpider


class FuliangGovSpider(HanwebSpider):
    """浮梁县人民政府 — news of a county of Jingdezhen."""

    name = "fuliang_gov"
    title = "浮梁县人民政府"
    region_code = "360222"
    start_urls = [
        Entry("https://www.fuliang.gov.cn/col/col30251/index.html", evidence=NOTES),
    ]
