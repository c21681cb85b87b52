"""The channel the benches crawl: a real platform, real extraction, on ``bench.local_site``."""

from __future__ import annotations

import os

from crawler.platforms.static_list import StaticListSpider


class BenchSiteSpider(StaticListSpider):
    """Lists at /list/N.html, articles at /a/N.html, on the address BENCH_SITE names."""

    name = "bench_site"
    title = "测试新闻网"
    region_code = "360700"
    start_urls = [f"{os.environ.get('BENCH_SITE', 'http://127.0.0.1:9')}/list/0.html"]
    article_pattern = r"^/a/\d+\.html$"
