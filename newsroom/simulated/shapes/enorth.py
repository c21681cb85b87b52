"""enorth webpublisher: an index that shows the newest, and numbered pages that count down."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from newsroom.simulated.shape import Asked, Layout, Listing, Shape, page

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from newsroom.simulated.articles import SimulatedArticle


class EnorthCount(Shape):
    """``/system/count//0002056/…/c0002056…_000000084.shtml``: nine digits, 1 is the oldest page."""

    name = "enorth_count"
    folder = "/sxxw/"
    first = ("index.shtml", "")
    oldest: ClassVar[int] = 1
    column: ClassVar[str] = "c0002056003000000000"
    numbered: ClassVar[str] = r"/system/count//0002056/003000000000/\d{3}/\d{3}/\w+_(\d{9})\.shtml"

    def article_path(self, published: datetime, serial: int) -> str:
        return f"/system/{published:%Y/%m/%d}/{30_345_000 + serial:09}.shtml"

    def cut(self, articles: Sequence[SimulatedArticle], size: int) -> list[list[SimulatedArticle]]:
        """The index; then numbered pages, full but for the newest, which fills up."""
        older = articles[size:]
        rest = len(older) % size
        newest = [list(older[:rest])] if rest else []
        full = [list(older[at : at + size]) for at in range(rest, len(older), size)]
        return [list(articles[:size]), *newest, *full]

    def numbered_path(self, number: int) -> str:
        return (
            f"/system/count//0002056/003000000000/{number // 1_000_000:03}/"
            f"{number // 1000 % 1000:03}/{self.column}_{number:09}.shtml"
        )

    def locate(self, asked: Asked, site: Layout) -> int | None:
        """List page 1 is the index, page 2 the numbered one with the highest number."""
        if asked.path in {f"{self.folder}{name}" for name in self.first}:
            return 1
        match = re.fullmatch(self.numbered, asked.path)
        return len(site.pages) + self.oldest - int(match[1]) if match else None

    def list_page(self, listing: Listing, site: Layout) -> str:
        newest = self.numbered_path(site.said_pages - 2 + self.oldest)
        is_whole = listing.number > 1 or site.said_pages < 2
        more = f'<a href="{self.folder}">返回</a>' if is_whole else f'<a href="{newest}">更多</a>'
        rows = "\n".join(self.row(one) for one in listing.rows)
        return page(f'<ul class="news-list">\n{rows}\n</ul>{more}')

    def body(self, text: str) -> str:
        return f'<div class="content-zw">\n{text}\n</div>'


class EnorthMore(EnorthCount):
    """The older ``/system/more/<id>/0036/<id>_00003600.shtml``; page 0 is the oldest."""

    name = "enorth_more"
    oldest = 0
    numbered = r"/system/more/2010300/\d{4}/2010300_(\d{8})\.shtml"

    def numbered_path(self, number: int) -> str:
        return f"/system/more/2010300/{number // 100:04}/2010300_{number:08}.shtml"
