"""A channel for tests on a real platform: dated lists that go on, articles of any template."""

from __future__ import annotations

import os
from typing import Any

from crawler.platforms.static_list import StaticListSpider


class ListedSpider(StaticListSpider):
    """Lists of the server named by the environment, each with a 下一页."""

    name = "listed"
    title = "测试列表"
    region_code = "360700"
    article_pattern = r"^/a/\d+\.html$"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        type(self).start_urls = os.environ["TINY_SITE"].split()
        super().__init__(*args, **kwargs)
