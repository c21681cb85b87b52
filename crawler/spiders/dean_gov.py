from crawler.platforms.entries import NOTES, Entry
from crawler.platforms.trs import TrsSpider


class DeanGovSpider(TrsSpider):
    """德安县人民政府 — news of a county under Jiujiang."""

    name = "dean_gov"
    title = "德安县人民政府"
    region_code = "360426"
    start_urls = [
        Entry("https://www.dean.gov.cn/xwzx/dadt/", evidence=NOTES),
    ]
