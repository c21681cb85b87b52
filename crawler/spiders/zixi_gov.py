from crawler.platforms.entries import NOTES, Entry
from crawler.platforms.hanweb import HanwebSpider


class ZixiGovSpider(HanwebSpider):
    """资溪县人民政府 — news of a county under Fuzhou."""

    name = "zixi_gov"
    title = "资溪县人民政府"
    region_code = "361028"
    start_urls = [
        Entry("https://www.zixi.gov.cn/col/col1695/index.html", evidence=NOTES),
    ]
