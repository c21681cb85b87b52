from crawler.platforms.static_list import StaticListSpider


class JgsdailySpider(StaticListSpider):
    """中国吉安网 — the news portal of Ji'an, by 井冈山报."""

    name = "jgsdaily"
    title = "中国吉安网"
    region_code = "360800"
    # Article addresses (/intview/2020/0219/125690.shtml) are known; the entry is an inference.
    start_urls = ["http://www.jgsdaily.com/"]
    lists_are_whole = False
    article_pattern = r"/(?:\d{4}/\d{4}|\w+)/\d{4,}\.shtml$"
    takes_every_link = True
