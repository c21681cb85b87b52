from crawler.platforms.entries import SECTION_CITED, Entry
from crawler.platforms.trs import TrsSpider


class JjxwSpider(TrsSpider):
    """九江新闻网 — the news portal of Jiujiang."""

    name = "jjxw"
    title = "九江新闻网"
    region_code = "360400"
    start_urls = [
        # 九江时政
        Entry("http://www.jjxw.cn/xinwen/jjsz/", seen="2023-09", evidence=SECTION_CITED),
    ]
