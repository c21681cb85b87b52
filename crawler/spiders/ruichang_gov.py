from crawler.platforms.entries import NOTES, Entry
from crawler.platforms.trs import TrsSpider


class RuichangGovSpider(TrsSpider):
    """瑞昌市人民政府 — news of a city under Jiujiang."""

    name = "ruichang_gov"
    title = "瑞昌市人民政府"
    region_code = "360481"
    start_urls = [
        Entry("https://www.ruichang.gov.cn/ywzx/rcyw/", evidence=NOTES),
    ]
