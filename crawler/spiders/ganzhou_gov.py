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
    article_pattern = r"/t\d{8}_\d+\.s?html?$|/c\d+/\d{6}/[0-9a-f]{32}\.shtml$"
