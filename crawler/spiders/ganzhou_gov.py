from crawler.platforms.entries import UNDATED, Entry
from crawler.platforms.ucap import UcapSpider


class GanzhouGovSpider(UcapSpider):
    """赣州市人民政府 — news of Ganzhou's government, its departments and counties."""

    name = "ganzhou_gov"
    title = "赣州市人民政府"
    region_code = "360700"
    start_urls = [
        # 政务动态
        Entry(
            "https://www.ganzhou.gov.cn/c100022/list.shtml",
            seen="2026-06",
            evidence="a public crawler (2020), and its articles",
        ),
        # 部门动态
        Entry("https://www.ganzhou.gov.cn/c100024/list_bmqx.shtml", seen="2020", evidence=UNDATED),
        # 区县动态
        Entry("https://www.ganzhou.gov.cn/c100025/list_bmqx.shtml", seen="2020", evidence=UNDATED),
    ]
    takes_wechat = True  # its lists name articles on mp.weixin.qq.com among its own
