from crawler.platforms.entries import NOTES, Entry
from crawler.platforms.trs import TrsSpider


class PengzeGovSpider(TrsSpider):
    """彭泽县人民政府 — news of a county under Jiujiang."""

    name = "pengze_gov"
    title = "彭泽县人民政府"
    region_code = "360430"
    start_urls = [
        Entry("https://www.pengze.gov.cn/zx/02/", evidence=NOTES),
    ]
