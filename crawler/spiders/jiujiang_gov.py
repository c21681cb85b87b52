from crawler.platforms.entries import DATA_SET, UNDATED, Entry
from crawler.platforms.trs import TrsSpider


class JiujiangGovSpider(TrsSpider):
    """九江市人民政府 — news of Jiujiang's government and its counties."""

    name = "jiujiang_gov"
    title = "九江市人民政府"
    region_code = "360400"
    start_urls = [
        # 今日九江
        Entry("http://www.jiujiang.gov.cn/zwzx/jrjj/", seen="2020", evidence=UNDATED),
        # 县区传真
        Entry("http://www.jiujiang.gov.cn/zwzx/xqcz/", seen="2026-07", evidence=DATA_SET),
    ]
