"""The headline as printed on the page: the heading that the <title> starts with or contains."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from crawler.extract.date_patterns import TODAY, YEAR, states_date

if TYPE_CHECKING:
    from crawler.extract.flat_dom import FlatDom

HEADINGS = {"h1": 12, "h2": 7, "h3": 5, "h4": 3}
NAMED = re.compile(r"title|headline|tit(?:$|[\s_-])|topic|biaoti|bt(?:$|[\s_-])|head")
SITE_NAME = re.compile(
    r"(?:网|網|在线|频道|门户|之窗|日报社?|晚报|早报|晨报|政府|首页|平台|客户端|融媒体?(?:中心)?|电视台|局|委员会|厅)$"
)
CUT = re.compile(r"\.{2,}|…")
MARKED = re.compile(".?[“\"‘'「『]")
QUOTES = re.compile("[“”\"‘’'「」『』]")
SEPARATORS = re.compile(r"[-_|—–丨·]")
ABOVE, NEAR, MAX_READ = 8, 5, 80
"""Runs of a whole page among which its line of date and source may stand."""
MAX_SITE_NAME, MAX_APP_NAME = 12, 4
NO_HEADLINE = re.compile(
    rf"^[—–-]{{2}}|[：:。]$|位置|{YEAR}|来源|作者|编辑|首页|字[号体]|打印|分享|浏览|阅读"
)
NOT_SPACE = re.compile(r"[\s\u200b\ufeff\xa0]+")
MAX_LENGTH = 120
MAX_PARTS = 12
MOST = 8.0
"""Weight of a heading that is most of the page's title."""


class Heading:
    """One candidate: the text of a heading-like element."""

    __slots__ = ("element", "first_run", "is_titled", "last_run", "text")

    def __init__(self, element: int, text: str, first_run: int, last_run: int) -> None:
        self.element, self.text = element, text
        self.first_run, self.last_run = first_run, last_run
        self.is_titled = False
        """Does the page's own <title> or og:title agree?"""


def find_headline(
    page: FlatDom, title: str | None, hinted: str | None, limit: int
) -> Heading | None:
    """The best heading before node ``limit`` (end of the body), judged by the page's own titles.

    ``title`` is the <title> element, ``hinted`` what og:title or JSON-LD calls the headline.
    """
    wanted = _key(title or "")
    hinted_key = _key(hinted or "")
    best: Heading | None = None
    best_score = 0.0
    for heading in _candidates(page, limit, QUOTES.sub("", f"{title or ''}\n{hinted or ''}")):
        score = _score(page, heading, wanted, hinted_key)
        if score > best_score:
            best, best_score = heading, score
    return best


def names_site(title: str | None) -> bool:
    """Does a <title>, or what was found by it, name the site? Some print one on all pages."""
    key = squeeze(title or "")
    name = SEPARATORS.split(key, maxsplit=1)[0]
    is_named = len(name) <= MAX_SITE_NAME and SITE_NAME.search(name) is not None
    return is_named or len(key) <= MAX_APP_NAME


def find_untitled(page: FlatDom, container: int) -> Heading | None:
    """The headline of a page whose <title> names the site: the line right above date and source."""
    body = page.runs_within(container)
    first = next((i for i in body if page.runs[i].is_prose), body.start)
    info = next((i for i in _reach(body) if _is_info(page, i)), first)
    if info != first:
        first = info + 1
    found: Heading | None = None
    for number in range(info - 1, max(info - 4, 0) - 1, -1):
        run = page.runs[number]
        tag = page.tags[run.element]
        is_line = 4 <= len(run.text) <= 60 and NO_HEADLINE.search(run.text) is None
        is_line = is_line and not names_site(run.text)
        is_heading = tag in HEADINGS
        if not is_line or (run.link_chars * 2 > len(run.text) and not is_heading) or tag == "li":
            continue
        if is_heading or NAMED.search(page.names[run.element]):
            return Heading(run.element, run.text, number, number)
        if found is None and info < first:
            found = Heading(run.element, run.text, number, number)
    return found


def _key(text: str) -> str:
    """Titles for search engines are cut short and lose their quotation marks."""
    return QUOTES.sub("", squeeze(text))


def _reach(body: range) -> range:
    return range(max(0, body.start - ABOVE), min(body.stop, body.start + MAX_READ))


def _is_info(page: FlatDom, number: int) -> bool:
    """A line with a date, and the text soon below it."""
    text = page.runs[number].text
    if len(text) > MAX_LENGTH or not states_date(text) or TODAY.search(text):
        return False
    return any(run.is_prose for run in page.runs[number + 1 : number + NEAR])


def squeeze(text: str) -> str:
    """Key under which two printings of a headline are one: NFKC, no white space."""
    return NOT_SPACE.sub("", unicodedata.normalize("NFKC", text))


def _candidates(page: FlatDom, limit: int, titles: str) -> list[Heading]:
    """Headings, and the runs that begin as a part of the page's titles does."""
    found = []
    seen: set[int] = set()
    longest = 3 * len(titles)
    for number, run in enumerate(page.runs):
        if run.node >= limit:
            break
        element = run.element
        is_heading = page.tags[element] in HEADINGS
        if not is_heading and (up := page.parents[element]) >= 0 and page.tags[up] in HEADINGS:
            element, is_heading = up, True
        if not is_heading and (
            len(run.text) > longest
            or (
                run.text[:2] not in titles
                and (not MARKED.match(run.text) or QUOTES.sub("", run.text[:4])[:2] not in titles)
            )
        ):
            continue
        if element in seen or not 2 <= len(run.text) <= MAX_LENGTH:
            continue
        seen.add(element)
        text, last = run.text, number
        if is_heading:
            runs = page.runs_within(element)
            text, last = " ".join(page.runs[i].text for i in runs), runs.stop - 1
        if len(text) <= MAX_LENGTH:
            found.append(Heading(element, text, number, last))
    return found


def _score(page: FlatDom, heading: Heading, wanted: str, hinted: str) -> float:
    key = _key(heading.text)
    if wanted and key not in wanted and wanted[:4] in key:
        _drop_marks(page, heading, wanted)
        key = _key(heading.text)
    tag = page.tags[heading.element]
    score = _agreement(heading, key, wanted, hinted) or (4.0 if tag == "h1" else 0.0)
    if score <= 0 or len(key) < 2:
        return 0.0
    if hinted and key == hinted:
        score += 10.0
    score += HEADINGS.get(tag, 0)
    if NAMED.search(page.names[heading.element]):
        score += 4.0
    run = page.runs[heading.first_run]
    if run.link_chars * 2 > len(run.text) and tag not in HEADINGS:
        score *= 0.5
    return score


def _drop_marks(page: FlatDom, heading: Heading, wanted: str) -> None:
    """Buttons, dates and marks such as 原创 stand inside some headings.

    The headline is the part that starts the page's title.
    """
    first, last = page.runs[heading.first_run], page.runs[heading.last_run]
    texts = [page.runs[heading.first_run].text, *page.texts[first.node : last.last + 1]]
    for text in texts[:MAX_PARTS]:
        key = _key(text)
        if len(key) >= 6 and wanted.startswith(key):
            heading.text = " ".join(text.split())
            return


def _agreement(heading: Heading, key: str, wanted: str, hinted: str) -> float:
    """How much of the page's own titles the heading is."""
    if wanted and key in wanted:
        heading.is_titled = len(key) >= 6
        # Starting the <title> is better than standing in its chain of site and section names, and
        # most of it better than a column or site name at its start: e-papers print theirs first.
        most = MOST if 2 * len(key) >= len(wanted) else 0.0
        if wanted.endswith(key) and most:
            return len(key) + most
        return len(key) + most + (10.0 if wanted.startswith(key) else -12.0)
    if len(key) >= 4 and key[:4] == wanted[:4] and (cut := CUT.search(wanted)) is not None:
        stem = wanted[: cut.start()]
        if len(stem) >= 4 and key.startswith(stem):
            heading.is_titled = True
            return len(stem) + 10.0
    if wanted and (shared := _shared_prefix(key, wanted)) >= max(6, 0.6 * len(key)):
        heading.is_titled = shared >= 8
        return float(shared)
    if hinted and (key == hinted or (len(key) > 6 and key in hinted)):
        heading.is_titled = heading.is_titled or len(key) >= 6
        return len(key) + (10.0 if hinted.startswith(key) and not wanted else 0.0)
    return 0.0


def _shared_prefix(one: str, other: str) -> int:
    for position, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return position
    return min(len(one), len(other))
