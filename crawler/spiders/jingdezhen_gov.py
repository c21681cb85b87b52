from crawler.platforms.entries import SECTION_CITED, Entry
from crawler.platforms.trs import TrsSpider


class JingdezhenGovSpider(TrsSpider):
    """景德镇市人民政府 — news of Jingdezhen's government."""

    name = "jingdezhen_gov"
    title = "景德镇市人民政府"
    region_code = "360200"
    start_urls = [
        # 今日瓷都
        Entry("https://www.jdz.gov.cn/zwzx/jrcd/", seen="2026-08", evidence=SECTION_CITED),
    ]
    article_pattern = r"/t\d{4,9}\.shtml$"
