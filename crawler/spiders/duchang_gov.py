from crawler.platforms.entries import NOTES, Entry
from crawler.platforms.trs import TrsSpider


class DuchangGovSpider(TrsSpider):
    """都昌县人民政府 — news of a county under Jiujiang."""

    name = "duchang_gov"
    title = "都昌县人民政府"
    region_code = "360428"
    start_urls = [
        # 都昌要闻
        Entry("https://www.duchang.gov.cn/zwzx/dcyw/", evidence=NOTES),
        # 头条新闻
        Entry("https://www.duchang.gov.cn/zwzx/ttxw/", evidence=NOTES),
    ]
