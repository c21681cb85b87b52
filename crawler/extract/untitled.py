"""The headline of a page whose <title> names the site: the line right above date and source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.extract.date_patterns import TODAY, YEAR, states_date
from crawler.extract.headline import HEADINGS, MAX_LENGTH, NAMED, Heading
from crawler.extract.site_names import names_site

if TYPE_CHECKING:
    from crawler.extract.flat_dom import FlatDom

ABOVE, NEAR, MAX_READ = 8, 5, 80
"""Runs of a whole page among which its line of date and source may stand."""
ABOVE_INFO, MIN_LINE, MAX_LINE = 4, 4, 60
"""Lines above date and source among which the headline stands, and its characters."""
ABOVE_DATE = 30.0
"""Score of such a line: nothing else tells."""
NO_HEADLINE = re.compile(
    rf"^[—–-]{{2}}|[：:。]$|位置|{YEAR}|来源|作者|编辑|首页|字[号体]|打印|分享|浏览|阅读"
)


def find_untitled(page: FlatDom, container: int) -> Heading | None:
    """The headline of a page whose <title> names the site: the line right above date and source."""
    body = page.runs_within(container)
    first = next((i for i in body if page.runs[i].is_prose), body.start)
    info = next((i for i in _reach(body) if _is_info(page, i)), first)
    if info != first:
        first = info + 1
    found: Heading | None = None
    for number in range(info - 1, max(info - ABOVE_INFO, 0) - 1, -1):
        run = page.runs[number]
        tag = page.tags[run.element]
        is_line = MIN_LINE <= len(run.text) <= MAX_LINE and NO_HEADLINE.search(run.text) is None
        is_line = is_line and not names_site(run.text)
        is_linked = run.link_chars * 2 > len(run.text) and tag != "h1"
        if not is_line or is_linked or tag == "li":
            continue
        if found is None and info < first:
            found = Heading(run.element, run.text, number, number)
        if tag in HEADINGS or NAMED.search(page.names[run.element]):
            found = Heading(run.element, run.text, number, number)
            break
    if found is not None:
        found.rule, found.score = "above_dateline", ABOVE_DATE
    return found


def _reach(body: range) -> range:
    return range(max(0, body.start - ABOVE), min(body.stop, body.start + MAX_READ))


def _is_info(page: FlatDom, number: int) -> bool:
    """A line with a date, and the text soon below it."""
    text = page.runs[number].text
    if len(text) > MAX_LENGTH or not states_date(text) or TODAY.search(text):
        return False
    return any(run.is_prose for run in page.runs[number + 1 : number + NEAR])
