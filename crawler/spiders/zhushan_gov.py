from crawler.platforms.entries import NOTES, Entry
from crawler.platforms.trs import TrsSpider


class ZhushanGovSpider(TrsSpider):
    """珠山区人民政府 — news of a district of Jingdezhen."""

    name = "zhushan_gov"
    title = "珠山区人民政府"
    region_code = "360202"
    start_urls = [
        # 今日珠山
        Entry("https://www.jdzzsq.gov.cn/sy/jrzs/", evidence=NOTES),
    ]
    article_pattern = r"/t\d{4,9}\.shtml$"
