from crawler.platforms.entries import NOTES, Entry
from crawler.platforms.hanweb import HanwebSpider


class YihuangGovSpider(HanwebSpider):
    """宜黄县人民政府 — news of a county under Fuzhou."""

    name = "yihuang_gov"
    title = "宜黄县人民政府"
    region_code = "361026"
    start_urls = [
        Entry("https://www.jxyh.gov.cn/col/col1994/index.html", evidence=NOTES),
    ]
