from crawler.platforms.founder import FounderSpider


class GannanDailySpider(FounderSpider):
    """赣南日报 — Ganzhou's party daily, as an e-paper."""

    name = "gannan_daily"
    title = "赣南日报"
    region_code = "360700"
    # An inference: its site is gndaily.com and its e-paper a Founder one; check folder and node.
    edition = "http://epaper.gndaily.com/gnrb/html/%Y-%m/%d/node_1.htm"
