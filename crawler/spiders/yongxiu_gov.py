from crawler.platforms.entries import NOTES, Entry
from crawler.platforms.trs import TrsSpider


class YongxiuGovSpider(TrsSpider):
    """永修县人民政府 — news of a county under Jiujiang."""

    name = "yongxiu_gov"
    title = "永修县人民政府"
    region_code = "360425"
    start_urls = [
        Entry("https://www.yongxiu.gov.cn/xzwzx/zwyw_186114/", evidence=NOTES),
    ]
