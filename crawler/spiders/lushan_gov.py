from crawler.platforms.entries import NOTES, Entry
from crawler.platforms.trs import TrsSpider


class LushanGovSpider(TrsSpider):
    """庐山市人民政府 — news of a city under Jiujiang."""

    name = "lushan_gov"
    title = "庐山市人民政府"
    region_code = "360483"
    start_urls = [
        Entry("https://www.lushan.gov.cn/zwzx_194686/lsyw/", evidence=NOTES),
    ]
