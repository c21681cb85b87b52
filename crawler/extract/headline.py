"""The headline as printed on the page: the heading that the <title> starts with or contains."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.extract.site_names import SEPARATORS, squeeze
from crawler.items import Claim

if TYPE_CHECKING:
    from crawler.extract.flat_dom import FlatDom, Run

HEADINGS = {"h1": 12, "h2": 7, "h3": 5, "h4": 3}
"""What the tag adds to the weight of a heading, in characters."""
NAMED = re.compile(r"title|headline|tit(?:$|[\s_-])|topic|biaoti|bt(?:$|[\s_-])|head")
CUT = re.compile(r"\.{2,}|…")
MARKS = frozenset("“\"‘'「『")
QUOTES = re.compile("[“”\"‘’'「」『』]")
KEY_WORDS = re.compile(r"(?:[^,，、;；]+[,，、;；]){3}")
"""Some titles end with them."""
MAX_LENGTH, MAX_TO_TITLES, MAX_NAME = 120, 3, 40
"""Characters of a headline; of a bare line to those of the titles; of a name that is told."""
START = 4
"""Characters by which two beginnings are compared."""
MAX_PARTS, MAX_CLAIMS = 12, 6
"""Texts of one heading looked at, and headings told."""
MOST, STARTS, INSIDE, H1_ALONE, AS_META, CALLED_TITLE = 8.0, 10.0, -12.0, 4.0, 10.0, 4.0
"""Weight of a heading that is most of the page's title, starts it, stands further inside it; of an
h1 that no title knows; of what og:title says too; of what is named a title. The rest counts by
its characters."""
MIN_STRETCH, SURE_STRETCH, MOST_OF_HEADING = 6, 8, 0.6
"""Characters that a heading and a title share, to be compared and to be sure; share of it."""
MIDDLE = 1 - MOST_OF_HEADING
"""Where the part of a heading begins that every such stretch holds."""
HALF_SURE = 20.0
"""Score of a heading that is believed half: an h1 the titles do not know has 16."""
IN_META, IN_TITLE = 0.4, 0.3
"""Strength of what only the head of the page states."""
LINKED = 0.5
"""Share of the weight that a link keeps: titles of other articles are linked."""
TAIL = 5
"""Characters at the end of a line that a title must hold."""


class Heading:
    """One candidate: the text of a heading-like element."""

    __slots__ = ("element", "first_run", "is_titled", "last_run", "rule", "score", "text")

    def __init__(self, element: int, text: str, first_run: int, last_run: int) -> None:
        self.element, self.text = element, text
        self.first_run, self.last_run = first_run, last_run
        self.is_titled = False
        """Does the page's own <title> or og:title agree?"""
        self.rule, self.score = "", 0.0
        """How it agrees with them, and how well."""


def find_headlines(
    page: FlatDom, title: str | None, hinted: str | None, limit: int
) -> list[Heading]:
    """The headings before node ``limit`` (end of the body), best first by the page's own titles.

    ``title`` is the <title> element, ``hinted`` what og:title or JSON-LD calls the headline.
    """
    wanted = _key(title or "")
    hinted_key = _key(hinted or "")
    found = _candidates(page, limit, QUOTES.sub("", f"{title or ''}\n{hinted or ''}"))
    for heading in found:
        heading.score = _score(page, heading, wanted, hinted_key)
    found = [heading for heading in found if heading.score > 0]
    return sorted(found, key=lambda heading: -heading.score)


def claim_headlines(
    page: FlatDom, headings: list[Heading], *, ruled: str | None, stated: str | None
) -> list[Claim]:
    """Every claim of a headline, best first: by the channel's rule, as a heading, in the head."""
    found = []
    if ruled:
        found.append(Claim(raw=ruled, where="visible:rule", rule="channel_rule", strength=1.0))
    for heading in headings[:MAX_CLAIMS]:
        strength = round(heading.score / (heading.score + HALF_SURE), 2)
        where = page.tags[heading.element]
        if name := page.names[heading.element]:
            where += f".{name.split()[0][:MAX_NAME]}"
        found.append(Claim(raw=heading.text, where=where, rule=heading.rule, strength=strength))
    for where, text, strength in (("meta", stated, IN_META), ("title", page.title, IN_TITLE)):
        if text:
            found.append(Claim(raw=text, where=where, rule="stated", strength=strength))
    best: dict[str, Claim] = {}
    for claim in found:
        best.setdefault(claim.raw, claim)
    return list(best.values())


def _key(text: str) -> str:
    """Titles for search engines are cut short and lose their quotation marks."""
    return QUOTES.sub("", squeeze(text))


def _candidates(page: FlatDom, limit: int, titles: str) -> list[Heading]:
    """Headings, and the runs that begin as a part of the page's titles does."""
    found = []
    seen: set[int] = set()
    longest = MAX_TO_TITLES * len(titles)
    for number, run in enumerate(page.runs):
        if run.node >= limit:
            break
        element = run.element
        is_heading = page.tags[element] in HEADINGS
        if not is_heading and (up := page.parents[element]) >= 0 and page.tags[up] in HEADINGS:
            element, is_heading = up, True
        if not is_heading and (
            len(run.text) > longest
            or (run.text[:2] not in titles and not _may_be_title(page, run, titles))
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


def _may_be_title(page: FlatDom, run: Run, titles: str) -> bool:
    """A line that begins with a mark and then as a title does, or ends so and is named a title."""
    text = run.text
    if not MARKS.isdisjoint(text[:2]):
        return QUOTES.sub("", text[:START])[:2] in titles
    return text[-TAIL:] in titles and NAMED.search(page.names[run.element]) is not None


def _score(page: FlatDom, heading: Heading, wanted: str, hinted: str) -> float:
    key = _key(heading.text)
    if wanted and key not in wanted and wanted[:START] in key:
        _drop_marks(page, heading, wanted)
        key = _key(heading.text)
    tag = page.tags[heading.element]
    score = _agreement(heading, key, wanted, hinted)
    if not score and tag == "h1":
        score, heading.rule = H1_ALONE, "h1_alone"
    if score <= 0 or len(key) < 2:
        return 0.0
    if hinted and key == hinted:
        score += AS_META
    score += HEADINGS.get(tag, 0)
    if NAMED.search(page.names[heading.element]):
        score += CALLED_TITLE
    run = page.runs[heading.first_run]
    if run.link_chars * 2 > len(run.text) and tag not in HEADINGS:
        score *= LINKED
    return score


def _drop_marks(page: FlatDom, heading: Heading, wanted: str) -> None:
    """Buttons, dates and marks such as 原创 stand inside some headings.

    The headline is the part that starts the page's title.
    """
    first, last = page.runs[heading.first_run], page.runs[heading.last_run]
    texts = [page.runs[heading.first_run].text, *page.texts[first.node : last.last + 1]]
    for text in texts[:MAX_PARTS]:
        key = _key(text)
        if len(key) >= MIN_STRETCH and wanted.startswith(key):
            heading.text = " ".join(text.split())
            return


def _agreement(heading: Heading, key: str, wanted: str, hinted: str) -> float:
    """How much of the page's own titles the heading is."""
    if wanted and key in wanted:
        heading.is_titled = len(key) >= MIN_STRETCH
        heading.rule = "in_title"
        # Starting the <title> is better than standing in its chain of site and section names, and
        # most of it better than a column or site name at its start: e-papers print theirs first.
        most = MOST if 2 * len(key) >= len(wanted) else 0.0
        if wanted.endswith(key) and most:
            return len(key) + most
        return len(key) + most + (STARTS if _starts(key, wanted) else INSIDE)
    if (
        len(key) >= START
        and key[:START] == wanted[:START]
        and (cut := CUT.search(wanted)) is not None
    ):
        stem = wanted[: cut.start()]
        if len(stem) >= START and key.startswith(stem):
            heading.is_titled = True
            heading.rule = "title_cut"
            return len(stem) + STARTS
    shared = _shared_stretch(key, wanted)
    if shared >= max(MIN_STRETCH, MOST_OF_HEADING * len(key)):
        heading.is_titled = shared >= SURE_STRETCH
        heading.rule = "shares_title"
        return float(shared)
    if hinted and (key == hinted or (len(key) > MIN_STRETCH and key in hinted)):
        heading.is_titled = heading.is_titled or len(key) >= MIN_STRETCH
        heading.rule = "in_meta"
        return len(key) + (STARTS if hinted.startswith(key) and not wanted else 0.0)
    return 0.0


def _starts(key: str, wanted: str) -> bool:
    """Is the heading the first part of the title, or the one that is no name of site or column?"""
    parts = (part for part in SEPARATORS.split(wanted) if not KEY_WORDS.search(part))
    longest = max(parts, key=len, default="")
    return wanted.startswith(key) or (len(longest) >= MIN_STRETCH and key.startswith(longest))


def _shared_stretch(key: str, wanted: str) -> int:
    """Characters of the longest stretch both have; 0 if it cannot be MOST_OF_HEADING."""
    start, stop = int(MIDDLE * len(key)), int((1 - MIDDLE) * len(key))
    middle = key[start:stop]
    longest, found = 0, wanted.find(middle) if middle else -1
    while found >= 0:
        before = _shared_prefix(key[:start][::-1], wanted[:found][::-1])
        longest = max(longest, before + _shared_prefix(key[start:], wanted[found:]))
        found = wanted.find(middle, found + 1)
    return longest


def _shared_prefix(one: str, other: str) -> int:
    for position, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return position
    return min(len(one), len(other))
