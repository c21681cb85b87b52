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
    from crawler.extract.flat_dom import FlatDom, Run
    from crawler.extract.headline import Heading

SENTENCE = re.compile("[，。；！？…]")
LEAST_TITLE, LEAST_TEASER = 8, 12
"""Characters of a linked headline, of a sentence under it."""
NEAR = 3
"""Runs between a headline and its teaser: a day, a section, a count."""
FEW_TEASERS, MANY_TITLES = 4, 15
LITTLE_PROSE = 300
"""Characters of an introduction."""


def is_index_page(
    page: FlatDom, container: int, heading: Heading | None, url: str, *, is_dated: bool
) -> bool:
    """``is_dated``: a time of publication is stated in a meta, or right by the headline."""
    if container < 0 or _has_dateline(page, heading):
        return False
    titled = [number for number, run in enumerate(page.runs) if _is_title(run)]
    if heading is not None and heading.first_run in titled:
        titled.remove(heading.first_run)  # some pages link to themselves
    teasers = _teasers(page, titled)
    inside = page.runs_within(container)
    below = range(max(inside.start, heading.last_run + 1 if heading else 0), inside.stop)
    sentences = [number for number in below if _is_sentence(page.runs[number])]
    if sentences and len(teasers) >= FEW_TEASERS and teasers.issuperset(sentences):
        return True
    if is_dated or len(titled) < MANY_TITLES:
        return False
    address = judge_address(url)
    length = sum(len(page.runs[number].text) for number in sentences if number not in teasers)
    return address.kind != "article" and address.day is None and length < LITTLE_PROSE


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
    return run.link_chars >= LEAST_TITLE and run.link_chars * 2 > len(run.text)


def _is_sentence(run: Run) -> bool:
    is_long = len(run.text) >= LEAST_TEASER and run.link_chars * 2 <= len(run.text)
    return is_long and SENTENCE.search(run.text) is not None


def _teasers(page: FlatDom, titled: list[int]) -> set[int]:
    """The first sentence under each linked headline."""
    found = set()
    for number in titled:
        for other in range(number + 1, min(number + 1 + NEAR, len(page.runs))):
            if _is_title(page.runs[other]):
                break
            if _is_sentence(page.runs[other]):
                found.add(other)
                break
    return found
