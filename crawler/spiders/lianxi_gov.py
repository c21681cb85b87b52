from crawler.platforms.entries import NOTES, Entry
from crawler.platforms.trs import TrsSpider


class LianxiGovSpider(TrsSpider):
    """濂溪区人民政府 — news of a district under Jiujiang."""

    name = "lianxi_gov"
    title = "濂溪区人民政府"
    region_code = "360402"
    start_urls = [
        Entry("https://www.lianxi.gov.cn/zwzx/lxsx/", evidence=NOTES),
    ]
