"""Regional sites of China News Service: section lists index.html, index_2.html and so on."""

from __future__ import annotations

from crawler.extract.rules import ArticleRules, ListRules
from crawler.extract.url_rules import CHINANEWS_PARTS, CHINANEWS_PATH
from crawler.platforms.base import ChannelSpider


class ChinanewsSpider(ChannelSpider):
    """Articles are ``/<section>/2019/0224/1296.html``."""

    platform = "chinanews"
    takes_every_link = True
    url_rewrites = CHINANEWS_PARTS
    article_pattern = CHINANEWS_PATH.first_page
    next_pages = "index_{page}.html"
    list_rules = ListRules(items="li.item")
    article_rules = ArticleRules(
        template="chinanews",
        published=".content_left_time",
        body=".left_zw, .article-detail-inner",
    )
