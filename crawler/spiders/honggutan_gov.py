from crawler.platforms.entries import Entry
from crawler.platforms.ucap import UcapSpider


class HonggutanGovSpider(UcapSpider):
    """红谷滩区人民政府 — news of a district of Nanchang."""

    name = "honggutan_gov"
    title = "红谷滩区人民政府"
    region_code = "360113"
    start_urls = [
        Entry(
            "https://hgt.nc.gov.cn/hgtqrmzf/jryw/nav_list.shtml",
            evidence="its articles of 2026-07 are cited; the list's name is inferred",
        ),
    ]
