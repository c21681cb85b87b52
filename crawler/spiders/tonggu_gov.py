from crawler.platforms.entries import NOTES, Entry
from crawler.platforms.static_list import StaticListSpider


class TongguGovSpider(StaticListSpider):
    """铜鼓县人民政府 — news of a county under Yichun."""

    name = "tonggu_gov"
    title = "铜鼓县人民政府"
    region_code = "360926"
    start_urls = [
        # 铜鼓要闻
        Entry("http://www.tonggu.gov.cn/tgxrmzf/tgyw/pc/list.html", evidence=NOTES),
    ]
    article_pattern = r"/content_\d{15,}\.html$"
    takes_every_link = True
