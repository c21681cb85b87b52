from crawler.platforms.entries import UNDATED, Entry
from crawler.platforms.xunrui import XunruiSpider


class JianGovSpider(XunruiSpider):
    """吉安市人民政府 — news of Ji'an's government and its counties."""

    name = "jian_gov"
    title = "吉安市人民政府"
    region_code = "360800"
    start_urls = [
        # 今日吉安
        Entry("http://www.jian.gov.cn/news-list-jinrijian.html", seen="2020", evidence=UNDATED),
        # 区县快讯
        Entry("http://www.jian.gov.cn/news-list-quxiankuaixun.html", seen="2020", evidence=UNDATED),
    ]
