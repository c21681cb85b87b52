from crawler.extract.url_rules import GKML_PATH
from crawler.platforms.entries import NOTES, Entry
from crawler.platforms.static_list import StaticListSpider


class XinfengGovSpider(StaticListSpider):
    """信丰县人民政府 — news of a county under Ganzhou."""

    name = "xinfeng_gov"
    title = "信丰县人民政府"
    region_code = "360722"
    start_urls = [
        Entry("https://www.xinfeng.gov.cn/zwgk/dtyw/zwyw/", evidence=NOTES),
    ]
    next_pages = "index_{page}.html"
    article_pattern = "/content" + GKML_PATH.first_page
