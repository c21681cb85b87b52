from crawler.platforms.entries import SITE_CITED, Entry
from crawler.platforms.ifeng import IfengSpider


class IfengJiangxiSpider(IfengSpider):
    """凤凰网江西 — the Jiangxi channel of Phoenix New Media."""

    name = "ifeng_jiangxi"
    title = "凤凰网江西"
    region_code = "360000"
    start_urls = [
        Entry("https://jx.ifeng.com/", seen="2026-08", evidence=SITE_CITED),
    ]
    lists_are_whole = False  # a front page shows a choice
    hosts = ("jx.ifeng.com",)
