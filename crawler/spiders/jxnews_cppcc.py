from crawler.platforms.enorth import EnorthSpider
from crawler.platforms.entries import Entry


class JxnewsCppccSpider(EnorthSpider):
    """江西政协新闻网 — news of Jiangxi's political consultative conference, by 大江网."""

    name = "jxnews_cppcc"
    title = "江西政协新闻网"
    region_code = "360000"
    start_urls = [
        Entry(
            "https://jxzx.jxnews.com.cn/",
            seen="2025-07",
            evidence="articles of the site cited in public; its numbered lists in a public crawler",
        ),
    ]
    lists_are_whole = False  # a front page shows a choice
