from crawler.platforms.ifeng import IfengSpider


class IfengJiangxiSpider(IfengSpider):
    """凤凰网江西 — the Jiangxi channel of Phoenix New Media."""

    name = "ifeng_jiangxi"
    title = "凤凰网江西"
    region_code = "360000"
    # Article addresses of both templates are known; that the front page carries the newer
    # allData stream, and /listpage/ the older lists, is an inference from sister channels.
    start_urls = ["https://jx.ifeng.com/"]
    lists_are_whole = False
    hosts = ("jx.ifeng.com",)
