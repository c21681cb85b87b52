from crawler.platforms.entries import NOTES, Entry
from crawler.platforms.trs import TrsSpider


class HukouGovSpider(TrsSpider):
    """湖口县人民政府 — news of a county under Jiujiang."""

    name = "hukou_gov"
    title = "湖口县人民政府"
    region_code = "360429"
    start_urls = [
        Entry("https://www.hukou.gov.cn/zx/02/", evidence=NOTES),
    ]
