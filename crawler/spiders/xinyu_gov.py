from crawler.platforms.entries import UNDATED, Entry
from crawler.platforms.ucap import UcapSpider


class XinyuGovSpider(UcapSpider):
    """新余市人民政府 — news of Xinyu's government."""

    name = "xinyu_gov"
    title = "新余市人民政府"
    region_code = "360500"
    start_urls = [
        # 新余要闻
        Entry("http://www.xinyu.gov.cn/xyywn2/list.shtml", seen="2020", evidence=UNDATED),
        # 政府动态
        Entry("http://www.xinyu.gov.cn/zfdtpm/list.shtml", seen="2020", evidence=UNDATED),
        # 县区动态
        Entry("http://www.xinyu.gov.cn/qxdtn/list.shtml", seen="2020", evidence=UNDATED),
    ]
