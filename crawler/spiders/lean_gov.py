from crawler.platforms.entries import NOTES, Entry
from crawler.platforms.hanweb import HanwebSpider


class LeanGovSpider(HanwebSpider):
    """乐安县人民政府 — news of a county under Fuzhou."""

    name = "lean_gov"
    title = "乐安县人民政府"
    region_code = "361025"
    start_urls = [
        Entry("https://www.jxlean.gov.cn/col/col447/index.html", evidence=NOTES),
    ]
