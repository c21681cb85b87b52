from crawler.platforms.entries import SITE_CITED, Entry
from crawler.platforms.static_list import StaticListSpider


class JgsdailySpider(StaticListSpider):
    """中国吉安网 — the news portal of Ji'an, by 井冈山报."""

    name = "jgsdaily"
    title = "中国吉安网"
    region_code = "360800"
    start_urls = [
        Entry("https://www.jgsdaily.com/", seen="2026", evidence=SITE_CITED),
    ]
    lists_are_whole = False  # a front page shows a choice
    article_pattern = r"/(?:\d{4}/\d{4}|\w+)/\d{4,}\.shtml$"
    takes_every_link = True
