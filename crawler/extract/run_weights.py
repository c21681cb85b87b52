"""How much each run of text speaks for the article: prose for it, links and furniture against."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.extract.flat_dom import is_foreign_prose
from crawler.extract.furniture import furnished

if TYPE_CHECKING:
    from crawler.extract.flat_dom import FlatDom, Run

PUNCTUATION = re.compile("[，。；：、！？”]")
STATED = re.compile("版权所有|备案|ICP|icp|许可证|举报电话|©|copyright|Copyright|COPYRIGHT")
IN_WORDS = re.compile(r"(?:备案|许可证|举报电话)(?![号编：:]|[^，。；]{0,6}\d{3})")
"""What an article may tell of: without a number behind it is no notice."""
MAX_STATED = 200
"""Characters of a notice of rights; a longer text that names one is an article."""
STATEMENT = re.compile(
    r"(?:[^：]{2,6}：\s*)?(?:19|20)\d\d\s*[-/.年]\s*\d|[^：]{2,6}：[^：]{1,16}\s[^：]{2,6}："
)
MARKED = re.compile("[，。；！？”]")
STATED_SHARE = 0.6
"""Of its weight a line of date and labels keeps: all of it outweighs a notice of two lines, and at
less than half a summary below it is lost (tests of both)."""
LONGEST_STATEMENT = 80
"""Characters of such a line, which has no mark of a sentence."""
MAX_LINK_LOSS = 40.0
MAX_PROSE_GAIN = 400
"""Characters of one run that count: all terms of use in one paragraph weigh no article down."""
MIN_PROSE = 12
"""Characters with punctuation from which a run is a sentence."""
LABEL_GAIN, MAX_LABEL_GAIN = 0.2, 60
"""What a character of a line without punctuation gains, and how many do."""
LINKED_PROSE, MUCH_LINKED = 0.5, 0.25
"""Share of its weight that prose keeps of which more than that share is linked."""
FURNITURE_LOSS = 0.5
TEASER_SHARE = 0.2
MIN_TEASED = 8
"""Linked characters of a title above a teaser."""
FAR_SHARE = 0.25
FAR_LOSS = 200.0
"""Characters of links and furniture in a row that end an article which has begun."""
BEGUN, STEADY = 120, 40
"""Weight from which an article has begun, and of a run that takes it up again."""


def weigh_runs(page: FlatDom, heading_run: int | None) -> list[float]:
    """A weight for every run of the page; ``heading_run`` is the run of the headline."""
    weights = [_weight(run) for run in page.runs]
    _fade_teasers(page, weights, heading_run)
    for number in furnished(page, weights, heading_run):
        weights[number] *= -FURNITURE_LOSS if weights[number] > 0 else 1.0
    _drop_copies(page, weights, heading_run or 0)
    if heading_run is not None:
        _fade_far(weights, heading_run)
    return weights


def _weight(run: Run) -> float:
    text = run.text
    length = len(text)
    if run.link_chars * 2 > length:
        return -min(float(length), MAX_LINK_LOSS)
    if length < MIN_PROSE or not (PUNCTUATION.search(text) or is_foreign_prose(text)):
        return LABEL_GAIN * min(length, MAX_LABEL_GAIN)
    if length < LONGEST_STATEMENT and STATEMENT.match(text) and not MARKED.search(text):
        return STATED_SHARE * length
    weight = float(min(length, MAX_PROSE_GAIN))
    if run.link_chars > MUCH_LINKED * length:
        weight *= LINKED_PROSE
    return -weight if length < MAX_STATED and is_notice(text) else weight


def is_notice(text: str) -> bool:
    """Does a text state rights, a licence or a number to report to, and not only tell of them?"""
    return STATED.search(text) is not None and STATED.search(IN_WORDS.sub("", text)) is not None


def _fade_teasers(page: FlatDom, weights: list[float], heading_run: int | None) -> None:
    """A paragraph right under a linked title is the teaser of another article."""
    runs = page.runs
    linked = [run.link_chars * 2 > len(run.text) and run.link_chars >= MIN_TEASED for run in runs]
    if heading_run is not None:
        linked[heading_run] = False  # some pages link to themselves
    for number in range(1, len(runs)):
        is_teaser = linked[number - 1] or (
            number > 1 and linked[number - 2] and weights[number - 1] < MIN_PROSE
        )
        if is_teaser and weights[number] > MIN_PROSE:
            weights[number] *= TEASER_SHARE


def _drop_copies(page: FlatDom, weights: list[float], start: int) -> None:
    """Some pages hold their article twice, once more for old readers, small screens or sharing.

    The first copy below the headline counts, the others say nothing.
    """
    texts = [run.text for run, weight in zip(page.runs, weights, strict=True) if weight > MIN_PROSE]
    if len(set(texts)) == len(texts):
        return
    seen: set[str] = set()
    for number in (*range(start, len(weights)), *range(start)):
        text = page.runs[number].text
        if weights[number] > 0 and len(text) >= MIN_PROSE:
            if text in seen:
                weights[number] = 0.0
            seen.add(text)


def _fade_far(weights: list[float], heading_run: int) -> None:
    """Text above the headline, and text beyond a long stretch of links, is rarely the article's."""
    for number in range(heading_run):
        if weights[number] > 0:
            weights[number] *= FAR_SHARE
    gained = lost = 0.0
    is_far = False
    for number in range(heading_run + 1, len(weights)):
        weight = weights[number]
        if is_far:
            if weight > 0:
                weights[number] = weight * FAR_SHARE
        elif weight >= STEADY:
            gained, lost = gained + weight, 0.0
        elif weight < 0 and gained > BEGUN:
            lost -= weight
            is_far = lost > FAR_LOSS
