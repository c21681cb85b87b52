from crawler.platforms.entries import UNDATED, Entry
from crawler.platforms.hanweb import HanwebSpider


class FuzhouGovSpider(HanwebSpider):
    """抚州市人民政府 — news of Fuzhou's government and its counties."""

    name = "fuzhou_gov"
    title = "抚州市人民政府"
    region_code = "361000"
    start_urls = [
        # 抚州要闻
        Entry("http://www.jxfz.gov.cn/col/col11/index.html", seen="2020", evidence=UNDATED),
        # 区县动态
        Entry("http://www.jxfz.gov.cn/col/col14/index.html", seen="2020", evidence=UNDATED),
    ]
