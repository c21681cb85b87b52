from crawler.platforms.entries import UNDATED, Entry
from crawler.platforms.people import PeopleSpider


class PeoplePoliticsSpider(PeopleSpider):
    """人民网时政 — national politics, which regional channels reprint."""

    name = "people_politics"
    title = "人民网时政"
    region_code = "100000"  # the whole country
    start_urls = [
        # 时政；rss/politics.xml ended in 2025-06
        Entry("http://politics.people.com.cn/GB/1024/index.html", seen="2026", evidence=UNDATED),
    ]
    hosts = ("politics.people.com.cn",)
