from crawler.platforms.entries import Entry
from crawler.platforms.founder import FounderSpider


class GannanDailySpider(FounderSpider):
    """赣南日报 — Ganzhou's party daily, as an e-paper."""

    name = "gannan_daily"
    title = "赣南日报"
    region_code = "360700"
    edition = Entry(
        "http://epaper.gndaily.com/gnrb/html/%Y-%m/%d/node_1.htm",
        evidence="host, folder and node are inferences; met nowhere",
    )
