from crawler.platforms.entries import NOTES, Entry
from crawler.platforms.trs import TrsSpider


class XingguoGovSpider(TrsSpider):
    """兴国县人民政府 — news of a county under Ganzhou."""

    name = "xingguo_gov"
    title = "兴国县人民政府"
    region_code = "360732"
    start_urls = [
        Entry("https://www.xingguo.gov.cn/xgx/zwzx/xgyw/", evidence=NOTES),
    ]
