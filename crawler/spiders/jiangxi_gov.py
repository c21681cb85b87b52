from crawler.platforms.entries import UNDATED, Entry
from crawler.platforms.hanweb import HanwebSpider


class JiangxiGovSpider(HanwebSpider):
    """江西省人民政府 — news of the provincial government."""

    name = "jiangxi_gov"
    title = "江西省人民政府"
    region_code = "360000"
    start_urls = [
        # 江西要闻
        Entry(
            "http://www.jiangxi.gov.cn/col/col393/index.html",
            seen="2024-07",
            evidence="a public crawler, and its articles",
        ),
        # 最新发布
        Entry("http://www.jiangxi.gov.cn/col/col396/index.html", seen="2020", evidence=UNDATED),
        # 部门资讯
        Entry("http://www.jiangxi.gov.cn/col/col398/index.html", seen="2020", evidence=UNDATED),
    ]
