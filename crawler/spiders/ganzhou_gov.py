from crawler.extract.url_rules import FOUNDER_PATH, TRS_PATH, UCAP_PATH
from crawler.platforms.trs import TrsSpider


class GanzhouGovSpider(TrsSpider):
    """赣州市人民政府 — news of Ganzhou's government and its departments."""

    name = "ganzhou_gov"
    title = "赣州市人民政府"
    region_code = "360700"
    # TRS addresses (/zwgk/zwdt/bmdt/201611/t20161129_910617.htm) are known of 2016; newer pages are
    # /c101082/202608/<32 hex>.shtml. Which list pages serve those is an inference.
    start_urls = [
        "http://www.ganzhou.gov.cn/zwgk/zwdt/bmdt/",
        "http://www.ganzhou.gov.cn/zwgk/zwdt/",
    ]
    article_pattern = "|".join(path.first_page for path in (TRS_PATH, UCAP_PATH, FOUNDER_PATH))
