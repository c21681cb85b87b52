from crawler.platforms.entries import NOTES, Entry
from crawler.platforms.hanweb import HanwebSpider


class GuixiGovSpider(HanwebSpider):
    """贵溪市人民政府 — news of a city under Yingtan."""

    name = "guixi_gov"
    title = "贵溪市人民政府"
    region_code = "360681"
    start_urls = [
        Entry("http://www.guixi.gov.cn/col/col6225/index.html", evidence=NOTES),
    ]
