"""How much each run of text speaks for the article: prose for it, links and furniture against."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.extract.class_names import FURNITURE_TAGS, hint

if TYPE_CHECKING:
    from crawler.extract.flat_dom import FlatDom, Run

PUNCTUATION = re.compile("[，。；：、！？”]")
STATED = re.compile("版权所有|备案|ICP|icp|许可证|举报电话|©|copyright|Copyright|COPYRIGHT")
MAX_LINK_LOSS = 40.0
TEASER_SHARE = 0.2
FAR_SHARE = 0.25
FAR_LOSS = 200.0
"""Characters of links and furniture in a row that end an article which has begun."""
SEMANTIC = frozenset(("article", "founder-content"))
ROOTS = frozenset(("html", "body"))


def weigh_runs(page: FlatDom, heading_run: int | None) -> list[float]:
    """A weight for every run of the page; ``heading_run`` is the run of the headline."""
    asides = _asides(page)
    weights = [_weight(run, is_aside=asides[run.element]) for run in page.runs]
    _fade_teasers(page, weights, heading_run)
    if heading_run is not None:
        _fade_far(weights, heading_run)
    return weights


def _fade_teasers(page: FlatDom, weights: list[float], heading_run: int | None) -> None:
    """A paragraph right under a linked title is the teaser of another article."""
    runs = page.runs
    linked = [run.link_chars * 2 > len(run.text) and run.link_chars >= 8 for run in runs]
    if heading_run is not None:
        linked[heading_run] = False  # some pages link to themselves
    for number in range(1, len(runs)):
        is_teaser = linked[number - 1] or (
            number > 1 and linked[number - 2] and weights[number - 1] < 12
        )
        if is_teaser and weights[number] > 12:
            weights[number] *= TEASER_SHARE


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
        elif weight >= 40:
            gained, lost = gained + weight, 0.0
        elif weight < 0 and gained > 120:
            lost -= weight
            is_far = lost > FAR_LOSS


def _weight(run: Run, *, is_aside: bool) -> float:
    text = run.text
    length = len(text)
    if run.link_chars * 2 > length:
        return -min(float(length), MAX_LINK_LOSS)
    if length >= 12 and PUNCTUATION.search(text):
        weight = float(min(length, 400)) * (0.5 if run.link_chars * 4 > length else 1.0)
        if length < 200 and STATED.search(text):
            weight = -weight
    else:
        weight = 0.2 * min(length, 60)
    return -0.5 * weight if is_aside else weight


def _asides(page: FlatDom) -> dict[int, bool]:
    """For the element of every run: does it stand in furniture (navigation, comments, teasers)?"""
    known: dict[int, bool] = {-1: False}
    for run in page.runs:
        node = run.element
        path = []
        while node not in known:
            path.append(node)
            node = page.parents[node]
        is_inside = known[node]
        for node in reversed(path):
            tag, name = page.tags[node], page.names[node]
            if tag in FURNITURE_TAGS:
                is_inside = True
            elif tag in SEMANTIC:
                is_inside = False
            elif name and tag not in ROOTS and (named := hint(name)):
                is_inside = named == "aside"
            known[node] = is_inside
    return known
