from crawler.platforms.entries import Entry
from crawler.platforms.static_list import StaticListSpider


class FuzhouDailySpider(StaticListSpider):
    """抚州日报 — Fuzhou's party daily, on its portal."""

    name = "fuzhou_daily"
    title = "抚州日报"
    region_code = "361000"
    # Its newer e-paper, ipaper.zgfznews.com/bz/html (2022-01), is drawn by scripts.
    start_urls = [
        Entry(
            "http://www.zgfznews.com/paper/",
            seen="2021",
            evidence="a public crawler, with articles /paper/fzrb/…",
        ),
    ]
    lists_are_whole = False  # a front page shows a choice
    article_pattern = r"^/paper/fzrb/\d+/\d+/\d+\.shtml$"
    takes_every_link = True
