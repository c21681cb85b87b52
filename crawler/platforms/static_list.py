"""Sites whose section pages are plain HTML lists that link to plain HTML articles."""

from __future__ import annotations

from crawler.platforms.base import ChannelSpider


class StaticListSpider(ChannelSpider):
    """Read a list, follow its 下一页 (or count up ``next_pages``), take every article link."""

    platform = "static_list"
