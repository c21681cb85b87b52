"""Government platforms that print counts: TRS WCM, UCAP, Hanweb jpage, xunrui."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, ClassVar

from newsroom.simulated.shape import Asked, Layout, Listing, Shape, page

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from newsroom.simulated.articles import SimulatedArticle


class Trs(Shape):
    """TRS WCM: ``createPageHTML(3, 0, "index", "html")``, page 2 is ``index_1.html``."""

    name = "trs_counted"
    folder = "/xinwen/jjsz/"
    second = 1
    prints_pages = True

    def article_path(self, published: datetime, serial: int) -> str:
        return f"{self.folder}{published:%Y%m}/t{published:%Y%m%d}_{6_225_000 + serial}.html"

    def href(self, article: SimulatedArticle) -> str:
        return f"./{article.path.removeprefix(self.folder)}"

    def pager(self, listing: Listing) -> str:
        return (
            f'<script>createPageHTML({listing.pages}, {listing.number - 1}, "index", "html");'
            "</script>"
        )

    def body(self, text: str) -> str:
        return f'<div class="TRS_Editor">\n{text}\n</div>'


class TrsUncounted(Trs):
    """TRS addresses without the script call: page 2 is ``index_1.html``, and nothing says so."""

    name = "trs_uncounted"
    folder = "/ldxx/rsrm/"
    prints_pages = False

    def pager(self, listing: Listing) -> str:  # noqa: ARG002
        return ""


class TrsElement(Trs):
    """TRS WCM that names an element first and still counts from 0."""

    name = "trs_element"

    def pager(self, listing: Listing) -> str:
        return (
            f"<script>createPageHTML('page_div', {listing.pages}, {listing.number - 1}, 'index',"
            f" 'html', {listing.records});</script>"
        )


class Ucap(Shape):
    """UCAP: an element first, pages counted from 1, month and 32 hex digits in addresses."""

    name = "ucap"
    folder = "/c100022/"
    list_name: ClassVar[str] = "list"
    prints_pages = prints_records = True

    @property
    def first(self) -> tuple[str, ...]:  # type: ignore[override]
        return (f"{self.list_name}.shtml",)

    @property
    def further(self) -> str:  # type: ignore[override]
        return f"{self.list_name}_{{}}.shtml"

    def article_path(self, published: datetime, serial: int) -> str:
        digits = hex_digits(serial)
        if serial % 3:
            return f"/gzszf{self.folder}{published:%Y%m}/{digits}.shtml"
        return f"{self.folder}{published:%Y-%m/%d}/content_{digits}.shtml"

    def pager(self, listing: Listing) -> str:
        return (
            '<div id="page_div"></div><script>createPageHTML('
            f"'page_div', {listing.pages}, {listing.number}, '{self.list_name}', 'shtml',"
            f" {listing.records});</script>"
        )

    def body(self, text: str) -> str:
        return f'<div id="UCAP-CONTENT">\n{text}\n</div>'


class UcapDepartments(Ucap):
    """Lists of another name, as those of Ganzhou's departments."""

    name = "ucap_departments"
    folder = "/c100024/"
    list_name = "list_bmqx"


def hex_digits(serial: int) -> str:
    """32 hex digits that hold a run like a date, as one in twenty of real ones does."""
    digits = hashlib.md5(str(serial).encode(), usedforsecurity=False).hexdigest()
    return f"{digits[:9]}a201{serial % 10}0{1 + serial % 9}1{serial % 10}b{digits[19:]}"


class Hanweb(Shape):
    """Hanweb jpage: the first rows in the page, the rest by POST from a proxy as XML."""

    name = "hanweb_post"
    folder = "/col/col393/"
    method: ClassVar[str] = "POST"
    shows_rows: ClassVar[bool] = True
    prints_pages = prints_records = True
    proxy: ClassVar[str] = "/module/web/jpage/dataproxy.jsp"
    parameters: ClassVar[dict[str, str]] = {
        "col": "1", "webid": "3", "path": "/", "columnid": "393", "sourceContentType": "1",
        "unitid": "464148", "webname": "章江市人民政府", "permissiontype": "0",
    }  # fmt: skip

    def article_path(self, published: datetime, serial: int) -> str:
        day = f"{published.year}/{published.month}/{published.day}"
        return f"/art/{day}/art_393_{2_690_000 + serial}.html"

    def href(self, article: SimulatedArticle) -> str:
        return f"{article.path}?xxgkhide=1" if article.serial % 4 == 0 else article.path

    def locate(self, asked: Asked, site: Layout) -> int | None:
        if asked.method == "GET" and asked.path in (self.folder, f"{self.folder}index.html"):
            return 1 if self.shows_rows else None
        if asked.path != self.proxy or asked.method != self.method:
            return None
        wanted = asked.fields
        if any(wanted.get(name) != self.parameters[name] for name in ("columnid", "unitid")):
            return None
        start = wanted.get("startrecord", "")
        return (int(start) - 1) // site.size + 1 if start.isdigit() and start != "0" else None

    def other(self, asked: Asked, site: Layout) -> str | None:
        if self.shows_rows or asked.path not in (self.folder, f"{self.folder}index.html"):
            return None
        return self.column_page(len(site.articles), site.size, "")

    def list_page(self, listing: Listing, site: Layout) -> str:
        rows = "".join(f"<record><![CDATA[{self.row(one)}]]></record>" for one in listing.rows)
        recordset = f"<recordset>{rows}</recordset>"
        counts = (
            f"<totalrecord>{listing.records}</totalrecord><totalpage>{listing.pages}</totalpage>"
        )
        if listing.number > 1 or not self.shows_rows:
            return (
                f'<?xml version="1.0" encoding="UTF-8"?><datastore>{counts}{recordset}</datastore>'
            )
        store = f"<datastore>{counts}{recordset}</datastore>"
        return self.column_page(listing.records, site.size, store)

    def column_page(self, records: int, size: int, store: str) -> str:
        given = ",".join(
            f"{name}:{value}" if value.isdigit() else f"{name}:'{value}'"
            for name, value in self.parameters.items()
        )
        return page(
            f'<div id="464148"><script type="text/xml">{store}</script></div><script>'
            f"$('#464148').jpage({{totalRecord:{records},proxyUrl:'{self.proxy}',"
            f"perPage:{size},groupSize:1,openCookies:false,ajaxParam:{{{given}}}}});</script>"
        )

    def body(self, text: str) -> str:
        return f'<div id="zoom">\n{text}\n</div>'


class HanwebGet(Hanweb):
    """A proxy that answers to GET alone."""

    name = "hanweb_get"
    method = "GET"


class HanwebScript(Hanweb):
    """A page without a single row: all come from the proxy."""

    name = "hanweb_script"
    shows_rows = False


class Jpaas(Shape):
    """The newer Hanweb: units that a script fills, page by page, with HTML in JSON."""

    name = "jpaas"
    folder = "/col/col7449/"
    list_type = "application/json; charset=utf-8"
    prints_records = True
    api: ClassVar[str] = "/api-gateway/jpaas-publish-server/front/page/build/unit"

    def article_path(self, published: datetime, serial: int) -> str:
        day = f"{published.year}/{published.month}/{published.day}"
        return f"/art/{day}/art_7449_{48_000 + serial}.html"

    def locate(self, asked: Asked, site: Layout) -> int | None:  # noqa: ARG002
        is_list = asked.query.get("pageId") == "7449" and asked.query.get("tagId") == "信息列表"
        if asked.path != self.api or not is_list:
            return None
        try:
            return int(json.loads(asked.query.get("paramJson", "{}")).get("pageNo", 1))
        except ValueError:
            return None

    def other(self, asked: Asked, site: Layout) -> str | None:  # noqa: ARG002
        if asked.path == self.api and asked.query.get("tagId") == "当前位置":
            html = '<div class="place"><a href="/">首页</a> &gt; 政务动态</div>'
            return json.dumps({"success": True, "data": {"html": html}})
        if asked.path not in (self.folder, f"{self.folder}index.html"):
            return None
        return page("".join(self.unit(tag) for tag in ("当前位置", "信息列表")))

    def unit(self, tag: str) -> str:
        query = {
            "parseType": "bulidstatic", "webId": "52", "tplSetId": "MsPkwMwlYqOx",
            "pageType": "column", "tagId": tag, "editType": "null", "pageId": "7449",
        }  # fmt: skip
        written = ",".join(f"'{name}':'{value}'" for name, value in query.items())
        return (
            f'<div class="unit"><script src="/script/AuthorizedRead/unitbuild.js" url="{self.api}"'
            f' queryData="{{{written}}}"></script></div>'
        )

    def list_page(self, listing: Listing, site: Layout) -> str:
        rows = "".join(self.row(one) for one in listing.rows)
        html = (
            f'<div class="page-content"><ul>{rows}</ul></div><div class="pagination"'
            f' rows="{site.size}" count="{listing.records}" pageNo="{listing.number}"></div>'
        )
        return json.dumps({"success": True, "data": {"html": html}}, ensure_ascii=False)


class JpaasWhole(Jpaas):
    """A unit that loads all its rows at once and has no pager."""

    name = "jpaas_whole"
    prints_records = False

    def cut(
        self,
        articles: Sequence[SimulatedArticle],
        size: int,  # noqa: ARG002
    ) -> list[list[SimulatedArticle]]:
        return [list(articles)]

    def list_page(self, listing: Listing, site: Layout) -> str:
        answer = super().list_page(listing, site)
        return answer.replace('class=\\"pagination\\"', 'class=\\"foot\\"').replace("count=", "c=")


class Xunrui(Shape):
    """xunrui: ``news-list-x.html`` holds a form's fields, the pages come by POST as JSON."""

    name = "xunrui"
    folder = "/"
    list_type = "application/json; charset=utf-8"
    prints_records = True
    fields: ClassVar[tuple[str, ...]] = ("3_news", "47", "3", "news", "Y-m-d", "40", "6", "")

    @property
    def entry(self) -> str:
        return f"http://{self.host}/news-list-zwyw.html"

    def article_path(self, published: datetime, serial: int) -> str:  # noqa: ARG002
        return f"/news-show-{serial}.html"

    def locate(self, asked: Asked, site: Layout) -> int | None:  # noqa: ARG002
        number = asked.path.removeprefix("/api-ajax_list-").removesuffix(".html")
        is_right = asked.method == "POST" and asked.form.get("is_ds") == "1"
        return int(number) if number.isdigit() and is_right else None

    def other(self, asked: Asked, site: Layout) -> str | None:  # noqa: ARG002
        if asked.path != "/news-list-zwyw.html":
            return None
        given = json.dumps(self.fields)
        return page(
            '<ul class="list" id="list"></ul><div id="pages"></div><script>'
            f"function load(page) {{ $.post('/api-ajax_list-' + page + '.html',"
            f" {{ajax_type: {given}, is_ds: 1}}, show, 'json'); }} load(1);</script>"
        )

    def list_page(self, listing: Listing, site: Layout) -> str:  # noqa: ARG002
        data = [
            {"title": one.headline, "url": one.path, "inputtime": f"{one.published:%Y-%m-%d}"}
            for one in listing.rows
        ]
        return json.dumps({"total": listing.records, "data": data}, ensure_ascii=False)
