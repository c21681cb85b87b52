"""Plain HTML lists: a link to the next page, or none at all; and lists served as JSON."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, ClassVar

from newsroom.simulated.shape import Asked, Layout, Listing, Shape, page

if TYPE_CHECKING:
    from datetime import datetime

    from newsroom.simulated.articles import SimulatedArticle


class NextLink(Shape):
    """A list that prints 下一页."""

    name = "next_link"
    prints_next = True


class NoLink(Shape):
    """A list that prints nothing: whoever knows how its pages are called counts up to the 404."""

    name = "no_link"


class Gkml(Shape):
    """Guangdong's platform, in Jiangxi too: ``content/post_N.html``, ``index_2.html``."""

    name = "gkml"
    folder = "/zwgk/zwdt/"
    prints_next = prints_pages = True

    def article_path(self, published: datetime, serial: int) -> str:  # noqa: ARG002
        return f"{self.folder}content/post_{4_560_000 + serial}.html"

    def pager(self, listing: Listing) -> str:
        pages = "".join(
            f'<a href="{self.page_path(number)}">{number}</a>'
            for number in range(1, min(listing.pages, 5) + 1)
        )
        following = (
            f'<a class="next" href="{self.page_path(listing.following)}">下一页</a>'
            if listing.following
            else '<span class="next">下一页</span>'
        )
        return f"{pages}{following}<span>共{listing.pages}页</span>"

    def body(self, text: str) -> str:
        return f'<div class="article-content">\n{text}\n</div>'


class Chinanews(Shape):
    """A regional site of China News Service: ``index_2.html`` without a link to it."""

    name = "chinanews_sections"
    folder = "/jxxw/"

    def article_path(self, published: datetime, serial: int) -> str:
        return f"/news/{published:%Y}/{published:%m%d}/{1200 + serial}.html"

    def body(self, text: str) -> str:
        return f'<div class="left_zw">\n{text}\n</div>'


class People(Shape):
    """人民网: ``index2.html`` without a link to it, bytes in GBK."""

    name = "people_numbered"
    folder = "/GB/190800/338175/"
    further = "index{}.html"
    encoding = "gbk"
    content_type = "text/html"

    def article_path(self, published: datetime, serial: int) -> str:
        return f"/n2/{published:%Y}/{published:%m%d}/c338175-{40_100_000 + serial}.html"

    def list_page(self, listing: Listing, site: Layout) -> str:
        return super().list_page(listing, site).replace("utf-8", "gb2312")

    def article_page(self, article: SimulatedArticle) -> str:
        return super().article_page(article).replace("utf-8", "gb2312")

    def body(self, text: str) -> str:
        return f'<div class="rm_txt_con cf">\n{text}\n</div>'


class PeopleRolling(People):
    """人民网's rolling list: the newest articles of all sections as JSON."""

    name = "people_rolling"
    folder = "/210801/211150/"
    first = ("index.js",)
    encoding = "utf-8"
    list_type = "application/javascript; charset=utf-8"
    is_window = True

    def list_page(self, listing: Listing, site: Layout) -> str:  # noqa: ARG002
        rows = [
            {"title": one.headline, "url": one.url, "date": f"{one.published:%Y-%m-%d %H:%M:%S}"}
            for one in listing.rows
        ]
        return json.dumps({"items": rows}, ensure_ascii=False)


class CountedNext(NextLink):
    """A list that prints 下一页 and, beside it, how many pages and entries there are."""

    name = "next_counted"
    prints_pages = prints_records = True

    def pager(self, listing: Listing) -> str:
        following = super().pager(listing) or "<span>下一页</span>"
        return (
            f'<a href="{self.page_path(1)}">首页</a>{following}<a href="'
            f'{self.page_path(listing.pages)}">尾页</a>'
            f"<em>第{listing.number}页/共{listing.pages}页 共{listing.records}条</em>"
        )


class JsonList(Shape):
    """A list as JSON that counts its pages in the query and says whether there is more."""

    name = "json_pages"
    folder = "/api/list"
    first = ("?page=1", "")
    list_type = "application/json; charset=utf-8"
    prints_pages = prints_records = prints_next = True

    def page_path(self, number: int) -> str:
        return f"{self.folder}?page={number}"

    def article_path(self, published: datetime, serial: int) -> str:  # noqa: ARG002
        return f"/detail/{10_000 + serial}.html"

    def locate(self, asked: Asked, site: Layout) -> int | None:  # noqa: ARG002
        number = asked.query.get("page", "1")
        return int(number) if asked.path == self.folder and number.isdigit() else None

    def list_page(self, listing: Listing, site: Layout) -> str:  # noqa: ARG002
        rows = [
            {"title": one.headline, "url": one.path, "time": f"{one.published:%Y-%m-%d %H:%M:%S}"}
            for one in listing.rows
        ]
        data = {
            "list": rows, "hasMore": listing.following is not None,
            "total": listing.records, "pageCount": listing.pages,
        }  # fmt: skip
        return json.dumps({"code": 0, "data": data}, ensure_ascii=False)


class Feed(Shape):
    """RSS whose older items stand in archived feeds (RFC 5005)."""

    name = "feed_archive"
    folder = "/rss/"
    first = ("feed.xml",)
    further = "feed-{}.xml"
    list_type = "application/rss+xml; charset=utf-8"
    prints_next = True
    zone: ClassVar[str] = "+0800"

    def list_page(self, listing: Listing, site: Layout) -> str:  # noqa: ARG002
        items = "".join(
            f"<item><title>{escape(one.headline)}</title><link>{one.url}</link>"
            f"<pubDate>{one.published:%d %b %Y %H:%M:%S} {self.zone}</pubDate></item>"
            for one in listing.rows
        )
        older = (
            f'<atom:link rel="prev-archive" href="{self.page_path(listing.following)}"/>'
            if listing.following and self.prints_next
            else ""
        )
        return (
            '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"'
            ' xmlns:atom="http://www.w3.org/2005/Atom"><channel>'
            f"<title>{self.name}</title>{older}{items}</channel></rss>"
        )


class FeedWindow(Feed):
    """RSS as most sites have it: the newest items, and no more."""

    name = "feed_window"
    is_window = True
    prints_next = False


class Sitemap(Shape):
    """An index of sitemaps; each of them is a list page, in no order that matters."""

    name = "sitemap_index"
    folder = "/sitemap/"
    first = ("part-1.xml",)
    further = "part-{}.xml"
    list_type = "application/xml"
    prints_pages = True

    @property
    def entry(self) -> str:
        return f"http://{self.host}/sitemap.xml"

    def article_path(self, published: datetime, serial: int) -> str:
        return f"/{published:%Y}/{published:%m%d}/{serial}.html"

    def other(self, asked: Asked, site: Layout) -> str | None:
        if asked.path != "/sitemap.xml":
            return None
        parts = "".join(
            f"<sitemap><loc>http://{self.host}{self.page_path(number)}</loc></sitemap>"
            for number in range(1, site.said_pages + 1)
        )
        return XML.format("sitemapindex", parts)

    def list_page(self, listing: Listing, site: Layout) -> str:  # noqa: ARG002
        rows = "".join(
            f"<url><loc>{one.url}</loc><lastmod>{one.published.isoformat()}</lastmod></url>"
            for one in listing.rows
        )
        return XML.format("urlset", rows)


XML = (
    '<?xml version="1.0" encoding="UTF-8"?><{0} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    "{1}</{0}>"
)


class Ifeng(Shape):
    """凤凰网's stream: each answer goes on after the id and the time of its last article."""

    name = "ifeng_stream"
    folder = "/shanklist/_/getColumnInfo/_/default/"
    tail: ClassVar[str] = "/6/3-35191-/cb?callback=cb"
    list_type = "application/javascript; charset=utf-8"
    prints_next = True

    @property
    def entry(self) -> str:
        return f"http://{self.host}{self.folder}0/0{self.tail}"

    def article_path(self, published: datetime, serial: int) -> str:  # noqa: ARG002
        return f"/c/8vTp6ot{serial:04}K"

    def locate(self, asked: Asked, site: Layout) -> int | None:
        if not asked.path.startswith(self.folder):
            return None
        after = asked.path.removeprefix(self.folder).partition("/")[0]
        if after == "0":
            return 1
        for number, rows in enumerate(site.pages, 1):
            if any(str(one.serial) == after for one in rows):
                return number + 1
        return len(site.pages) + 1

    def list_page(self, listing: Listing, site: Layout) -> str:  # noqa: ARG002
        stream = [
            {
                "id": str(one.serial),
                "url": f"//{self.host}{one.path}",
                "title": one.headline,
                "newsTime": f"{one.published:%Y-%m-%d %H:%M:%S}",
            }
            for one in listing.rows
        ]
        data = {"isEnd": listing.following is None, "newsstream": stream}
        return f"cb({json.dumps({'code': 0, 'data': data}, ensure_ascii=False)})"


class IfengOld(Shape):
    """凤凰网's old lists, ``/list_123/2.shtml``, without a link to the next one."""

    name = "ifeng_old"
    folder = "/list_123/"
    first = ("1.shtml",)
    further = "{}.shtml"

    def article_path(self, published: datetime, serial: int) -> str:
        return f"/a/{published:%Y%m%d}/{7_235_000 + serial}_0.shtml"

    def body(self, text: str) -> str:
        return f'<div id="artical_real"><div id="main_content">\n{text}\n</div></div>'


class XinhuaNodes(Shape):
    """新华网: the page names a node list, JSONP whose pages are counted by ``pgnum``."""

    name = "xinhua_nodes"
    folder = "/nodeart/list"
    list_type = "application/javascript; charset=utf-8"
    prints_records = True

    @property
    def entry(self) -> str:
        return f"http://{self.host}/jxyw/index.htm"

    def page_path(self, number: int) -> str:
        return f"{self.folder}?nid=113352&pgnum={number}&cnt=6&tp=1&orderby=1"

    def article_path(self, published: datetime, serial: int) -> str:
        return f"/{published:%Y-%m}/{published:%d}/c_{1_124_155_000 + serial}.htm"

    def locate(self, asked: Asked, site: Layout) -> int | None:  # noqa: ARG002
        number = asked.query.get("pgnum", "")
        return int(number) if asked.path == self.folder and number.isdigit() else None

    def other(self, asked: Asked, site: Layout) -> str | None:  # noqa: ARG002
        if asked.path != "/jxyw/index.htm":
            return None
        return page(f'<div id="more"></div><script>var more = "{self.page_path(1)}";</script>')

    def list_page(self, listing: Listing, site: Layout) -> str:  # noqa: ARG002
        rows = [
            {
                "DocID": one.serial,
                "Title": one.headline,
                "LinkUrl": one.url,
                "PubTime": f"{one.published:%Y-%m-%d %H:%M:%S}",
            }
            for one in listing.rows
        ]
        data = {"status": 0, "data": {"list": rows}, "totalnum": listing.records}
        return f"({json.dumps(data, ensure_ascii=False)})"

    def body(self, text: str) -> str:
        return f'<div id="p-detail">\n{text}\n</div>'


class XinhuaSource(XinhuaNodes):
    """新华网, newer: the page names a data source, a JSON file of the newest articles beside it."""

    name = "xinhua_source"
    folder = "/jxyw/"
    first = ("ds_ca6a8d4f.json",)
    list_type = "application/json; charset=utf-8"
    is_window = True
    prints_records = False

    def page_path(self, number: int) -> str:
        return Shape.page_path(self, number)

    def article_path(self, published: datetime, serial: int) -> str:
        return f"/{published:%Y%m%d}/{serial:08x}{serial * 7919:024x}/c.html"

    def locate(self, asked: Asked, site: Layout) -> int | None:
        return Shape.locate(self, asked, site)

    def other(self, asked: Asked, site: Layout) -> str | None:  # noqa: ARG002
        if asked.path != "/jxyw/index.htm":
            return None
        return page('<ul class="list" data="datasource:ca6a8d4f"></ul>')

    def list_page(self, listing: Listing, site: Layout) -> str:  # noqa: ARG002
        rows = [
            {
                "title": one.headline,
                "publishUrl": f"..{one.path}",
                "publishTime": f"{one.published:%Y-%m-%d %H:%M:%S}",
            }
            for one in listing.rows
        ]
        return json.dumps({"datasource": rows}, ensure_ascii=False)
