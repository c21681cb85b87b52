from crawler.platforms.entries import NOTES, Entry
from crawler.platforms.trs import TrsSpider


class WuningGovSpider(TrsSpider):
    """武宁县人民政府 — news of a county under Jiujiang."""

    name = "wuning_gov"
    title = "武宁县人民政府"
    region_code = "360423"
    start_urls = [
        Entry("https://www.wuning.gov.cn/zwzx/wnyw/", evidence=NOTES),
    ]
