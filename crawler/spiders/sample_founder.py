from datetime import date

from crawler.platforms.founder import FounderSpider


class SampleFounderSpider(FounderSpider):
    """A city's party daily in the sample newsroom, as an e-paper."""

    name = "sample_founder"
    title = "章江日报（示例）"
    region_code = "360700"
    is_sample = True
    edition = "http://epaper.newsroom.test/html/%Y-%m/%d/node_1.htm"
    first_edition = date(2016, 1, 1)
    last_edition = date(2019, 3, 11)
    usual_days = 70
