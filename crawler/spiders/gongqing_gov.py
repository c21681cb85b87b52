from crawler.platforms.entries import NOTES, Entry
from crawler.platforms.trs import TrsSpider


class GongqingGovSpider(TrsSpider):
    """共青城市人民政府 — news of a city under Jiujiang."""

    name = "gongqing_gov"
    title = "共青城市人民政府"
    region_code = "360482"
    start_urls = [
        Entry("https://www.gongqing.gov.cn/02/01/", evidence=NOTES),
    ]
