from crawler.extract.url_rules import HANWEB_PATH, TRS_PATH
from crawler.platforms.trs import TrsSpider


class JiangxiGovSpider(TrsSpider):
    """江西省人民政府 — news of the provincial government."""

    name = "jiangxi_gov"
    title = "江西省人民政府"
    region_code = "360000"
    # TRS addresses (/xzx/jxyw/sxyw/201506/t20150617_1170373.html) are known up to 2015. Later pages
    # are /art/2020/8/7/art_5178_2697256.html; that their lists page like TRS ones is an inference.
    start_urls = ["http://www.jiangxi.gov.cn/xzx/jxyw/sxyw/"]
    article_pattern = f"{TRS_PATH.first_page}|{HANWEB_PATH.first_page}"
