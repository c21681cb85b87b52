"""Is a page given as an article one that only leads to others: headlines with teasers, a topic?

Told by shape: the sentences it shows each stand under a linked headline; or it is mostly headlines,
and neither its address nor a line of it says when it was published. A digest of linked headlines
is an article: between its own headline and the first of them stands its date.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.extract.address_shapes import judge_address
from crawler.extract.date_patterns import PRINTED_DATE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crawler.extract.flat_dom import FlatDom, Run
    from crawler.extract.headline import Heading

SENTENCE = re.compile("[，。；！？…]")
LEAST_TITLE, LEAST_HEADED, LEAST_TEASER = 8, 6, 12
"""Characters of a linked headline, of one with a sentence under it, of that sentence."""
NEAR = 3
"""Runs between a headline and its teaser: a day, a section, a count; sentences of a teaser."""
FEW_TEASERS, MANY_TITLES = 4, 15
LITTLE_PROSE = 300
"""Characters of an introduction, which is one paragraph."""


def is_index_page(
    page: FlatDom, container: int, heading: Heading | None, url: str, *, is_dated: bool
) -> bool:
    """Whether the page shows other articles instead of one.

    ``container``: what was taken for the article's, -1 for none; ``is_dated``: metas or data of
    the page say when it was published.
    """
    if _has_dateline(page, heading):
        return False
    titled = [number for number, run in enumerate(page.runs) if _is_title(run)]
    if heading is not None and heading.first_run in titled:
        titled.remove(heading.first_run)  # some pages link to themselves
    teasers, count = _teasers(page, titled, heading)
    inside = page.runs_within(container) if container >= 0 else range(0)
    below = range(max(inside.start, heading.last_run + 1 if heading else 0), inside.stop)
    sentences = [number for number in below if _is_sentence(page.runs[number])]
    others = [number for number in sentences if number not in teasers]
    if count >= FEW_TEASERS and sentences and _is_feed(page, teasers, others, inside):
        return True
    address = judge_address(url)
    if is_dated or address.day is not None:
        return False
    if not sentences and count >= FEW_TEASERS:
        return True  # numbers in its address may be those of an author or of a search
    if address.kind == "article":
        return False
    is_introduced = len(others) <= 1 and _length(page, others) < LITTLE_PROSE
    return is_introduced and _count(page, titled) >= MANY_TITLES


def _is_feed(page: FlatDom, teasers: set[int], others: list[int], inside: range) -> bool:
    """Whether teasers are what the page is about: nothing stands above or between, little below."""
    first, last = min(teasers), max(teasers)
    if inside.start > last:  # a footer was taken for the text
        others = [n for n, run in enumerate(page.runs) if n not in teasers and run.is_prose]
    has_text = any(number < last for number in others)
    return not has_text and _length(page, others) <= _length(page, teasers) and first < last


def _length(page: FlatDom, numbers: Iterable[int]) -> int:
    return sum(len(page.runs[number].text) for number in numbers)


def _count(page: FlatDom, titled: list[int]) -> int:
    """Headlines among linked runs: a list of links without a sentence is one run."""
    texts = (page.runs[number].text for number in titled)
    return sum(sum(len(part) >= LEAST_TITLE for part in text.split()) for text in texts)


def _has_dateline(page: FlatDom, heading: Heading | None) -> bool:
    """A date between a headline that is the page's and the first link under it."""
    if heading is None or not heading.is_titled:
        return False
    for run in page.runs[heading.last_run + 1 : heading.last_run + 1 + 2 * NEAR]:
        if _is_title(run):
            return False
        if PRINTED_DATE.search(run.text):
            return True
    return False


def _is_title(run: Run) -> bool:
    return run.link_chars >= LEAST_HEADED and run.link_chars * 2 > len(run.text)


def _is_sentence(run: Run) -> bool:
    is_long = len(run.text) >= LEAST_TEASER and run.link_chars * 2 <= len(run.text)
    return is_long and SENTENCE.search(run.text) is not None


def _teasers(page: FlatDom, titled: list[int], heading: Heading | None) -> tuple[set[int], int]:
    """The few sentences under each linked headline, and under how many some stand.

    More than a few are the text of an article that follows a link, as what follows its headline.
    """
    found: set[int] = set()
    count = 0
    for number, following in zip(titled, [*titled[1:], len(page.runs)], strict=False):
        stop = following if following < len(page.runs) else number + 1 + NEAR
        if heading is not None and number < heading.first_run < stop:
            stop = heading.first_run
        sentences = [
            n for n in range(number + 1, min(stop, len(page.runs))) if _is_sentence(page.runs[n])
        ]
        if sentences and sentences[0] <= number + NEAR and len(sentences) <= NEAR:
            found.update(sentences)
            count += 1
    return found, count
