"""Government sites on UCAP: TRS's script call with an element first and pages counted from 1."""

from __future__ import annotations

from crawler.extract.rules import ArticleRules
from crawler.platforms.trs import TrsSpider

HEX_ID = "[0-9a-f]{32}"


class UcapSpider(TrsSpider):
    """Articles are ``/gzszf/c100022/202606/<32 hex>.shtml`` and, until 2020,
    ``/c100082/2018-06/01/content_<32 hex>.shtml``; list page n is ``list_<n>.shtml``.
    """

    platform = "ucap"
    second_index = 2
    article_pattern = (
        rf"/\d{{6}}/{HEX_ID}\.s?html?$|/\d{{4}}-\d\d/\d\d/content_{HEX_ID}\.s?html?$"
        r"|/c\d+/c\d+/content\.s?html?$"
    )
    article_rules = ArticleRules(template="ucap", body="#UCAP-CONTENT")
