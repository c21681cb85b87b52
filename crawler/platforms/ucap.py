"""Government sites on UCAP: TRS's script call with an element first and pages counted from 1."""

from __future__ import annotations

from crawler.extract.rules import ArticleRules
from crawler.extract.url_rules import FOUNDER_PATH, UCAP_CONTENT_PATH, UCAP_PATH
from crawler.platforms.trs import TrsSpider


class UcapSpider(TrsSpider):
    """Articles are ``/gzszf/c100022/202606/<32 hex>.shtml`` and, until 2020,
    ``/c100082/2018-06/01/content_<32 hex>.shtml``; list page n is ``list_<n>.shtml``.
    """

    platform = "ucap"
    second_index = 2
    article_pattern = "|".join(
        path.first_page for path in (UCAP_PATH, FOUNDER_PATH, UCAP_CONTENT_PATH)
    )
    article_rules = ArticleRules(template="ucap", body="#UCAP-CONTENT")
