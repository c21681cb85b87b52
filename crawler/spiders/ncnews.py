from crawler.platforms.entries import DATA_SET, SECTION_CITED, UNDATED, Entry
from crawler.platforms.trs import TrsSpider


class NcnewsSpider(TrsSpider):
    """南昌新闻网 — the news portal of Nanchang."""

    name = "ncnews"
    title = "南昌新闻网"
    region_code = "360100"
    start_urls = [
        # 时政
        Entry("https://www.ncnews.com.cn/xwzx/ncxw/szxw/", seen="2026-07", evidence=DATA_SET),
        # 今日南昌
        Entry("https://www.ncnews.com.cn/xwzx/ncxw/jrnc/", seen="2023-04", evidence=SECTION_CITED),
        # 图文南昌
        Entry("https://www.ncnews.com.cn/xwzx/ncxw/twnc/", seen="2020", evidence=UNDATED),
    ]
