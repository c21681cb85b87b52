"""List pages: the repeated links to articles, each with its full title and its date.

Without rules the list is found by repetition, see ``list_blocks``; for what one entry says, see
``link_titles`` and ``entry_dates``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from archive.charset import decode
from crawler.extract.drop_reasons import bounded, drop_reason_of_bytes, drop_reason_of_text
from crawler.extract.entry_dates import entry_date
from crawler.extract.flatten import parse_flat_dom
from crawler.extract.link_titles import title_of
from crawler.extract.list_blocks import find_blocks
from crawler.extract.list_links import href_of, read_links
from crawler.extract.other_entries import is_advertisement, other_entries

if TYPE_CHECKING:
    from crawler.extract.flat_dom import FlatDom
    from crawler.extract.rules import ListRules

MAX_ITEMS = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ListItem:
    """One entry of a list page, as printed: ``href`` is not yet joined with the page's address."""

    href: str
    title: str
    date: str | None


def extract_list(
    body: bytes, *, url: str, content_type: str | None = None, rules: ListRules | None = None
) -> list[ListItem]:
    """The entries of one list page in page order, each address once. Never raises."""
    if drop_reason_of_bytes(body, 200, content_type):
        return []
    decoded = decode(body, content_type)
    if drop_reason_of_text(decoded, body):
        return []
    page = parse_flat_dom(_unpacked(bounded(decoded.text)), is_whole=True)
    own = url.partition("#")[0]
    found = _by_rules(page, rules) if rules else []
    items: dict[str, ListItem] = {}
    for item in found or _by_repetition(page):
        if item.href.partition("#")[0] != own:
            items.setdefault(item.href, item)
    return list(items.values())[:MAX_ITEMS]


def _unpacked(html: str) -> str:
    """The page with the rows of its data stores in place.

    Government systems put the rows of a list into a script as ``<record><![CDATA[<li>…`` and have
    the browser lay them out.
    """
    pieces, done = [], 0
    while (start := html.find("<datastore>", done)) >= 0:
        script = html.rfind("<script", done, start)
        end = html.find("</script>", start)
        end = len(html) if end < 0 else end
        rows = [row.partition("]]>")[0] for row in html[start:end].split("<![CDATA[")[1:]]
        pieces += [html[done : script if script >= 0 else start], "<div>", *rows, "</div>"]
        done = end + len("</script>")
    return "".join([*pieces, html[done:]]) if pieces else html


def _by_rules(page: FlatDom, rules: ListRules) -> list[ListItem]:
    links, titles, dates = (_within(page, css) for css in (rules.link, rules.title, rules.date))
    found = []
    for node in page.select(rules.items):
        inside = range(node, page.ends[node])
        link = next((n for n in links if n in inside and href_of(page, n)), None)
        if link is None:
            continue
        title = next((n for n in titles if n in inside), None)
        date = next((n for n in dates if n in inside), None)
        text, nodes = title_of(page, link)
        if title is not None:
            text = page.text_within(title)
        stated = (
            page.text_within(date, " ")
            if date is not None
            else entry_date(page, inside, text, nodes)
        )
        found.append(ListItem(href=href_of(page, link), title=text, date=stated or None))
    return found


def _within(page: FlatDom, css: str | None) -> list[int]:
    return page.select(css) if css else []


def _by_repetition(page: FlatDom) -> list[ListItem]:
    links = read_links(page)
    blocks = find_blocks(page, links)
    found = [entry for block in blocks for entry in block.entries]
    found += other_entries(page, links, blocks)
    found = [entry for entry in found if not is_advertisement(page, entry)]
    found.sort(key=lambda entry: entry.link.node)
    return [ListItem(href=e.link.href, title=e.link.title, date=e.date) for e in found]
