from crawler.platforms.entries import UNDATED, Entry
from crawler.platforms.ucap import UcapSpider


class NanchangGovSpider(UcapSpider):
    """南昌市人民政府 — news of Nanchang's government."""

    name = "nanchang_gov"
    title = "南昌市人民政府"
    region_code = "360100"
    start_urls = [
        # 头条新闻
        Entry("http://www.nc.gov.cn/ncszf/ttxw/nav_list.shtml", seen="2020", evidence=UNDATED),
        # 今日南昌
        Entry("http://www.nc.gov.cn/ncszf/jrnc/nav_list.shtml", seen="2020", evidence=UNDATED),
        # 县区动态
        Entry("http://www.nc.gov.cn/ncszf/xqdt/nav_list.shtml", seen="2020", evidence=UNDATED),
    ]
