from crawler.platforms.entries import NOTES, Entry
from crawler.platforms.hanweb import HanwebSpider


class LichuanGovSpider(HanwebSpider):
    """黎川县人民政府 — news of a county under Fuzhou."""

    name = "lichuan_gov"
    title = "黎川县人民政府"
    region_code = "361022"
    start_urls = [
        Entry("https://www.jxlcx.gov.cn/col/col2466/index.html", evidence=NOTES),
    ]
