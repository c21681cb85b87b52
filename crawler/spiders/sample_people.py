from crawler.platforms.people import PeopleSpider


class SamplePeopleSpider(PeopleSpider):
    """人民网江西 in the sample newsroom, with its BIG5 mirror and articles in parts."""

    name = "sample_people"
    title = "人民网江西（示例）"
    region_code = "360000"
    is_sample = True
    start_urls = ["http://jx.people.newsroom.test/GB/186330/index.html"]
