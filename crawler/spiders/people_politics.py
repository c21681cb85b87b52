from crawler.extract.url_rules import PEOPLE_PATH
from crawler.platforms.feed import FeedSpider


class PeoplePoliticsSpider(FeedSpider):
    """人民网时政 — national politics, which regional channels reprint."""

    name = "people_politics"
    title = "人民网时政"
    region_code = "100000"  # the whole country
    start_urls = ["http://www.people.com.cn/rss/politics.xml"]
    hosts = ("people.com.cn",)
    article_pattern = r"/n\d?" + PEOPLE_PATH.first_page
