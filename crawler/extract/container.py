"""Which element holds the article: the subtree whose prose outweighs its links the most.

Every run of text has a weight (prose counts for, links and furniture against); the weight of an
element is the sum over its runs. The heaviest element wins, then the search goes down as long as
one child holds nearly all of the weight, so the answer is the tightest container.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.extract.class_names import hint, is_body
from crawler.extract.furniture import ENOUGH, PARAGRAPH, ROOTS, SEMANTIC
from crawler.extract.headline import HEADINGS
from crawler.extract.run_weights import BEGUN, PUNCTUATION, weigh_runs

if TYPE_CHECKING:
    from crawler.extract.flat_dom import FlatDom, Run

CLOCK = re.compile(r"[\s\d年月日号时时分點点:：/.-]+")
MAX_CARD = 8
"""Lines of one entry of a feed, of one comment."""
FEW_CARDS, MOST_CARDS = 3, 0.8
"""Cards of a feed at least, and their share of its paragraphs."""
WITH_SIBLINGS = 1.4
"""Weight of a paragraph and its siblings to its own, from which their holder is meant."""
NEARLY_ALL = 0.92
"""Share of its parent's weight that a child must hold to be the container instead."""
NEARLY_ALL_IF_NAMED = 0.8
"""An element named as article text may leave more outside: asides and credits stand around it."""
NAMED_BONUS = 1.15
NEARLY_ALL_OF_CMS_BODY = 0.5
"""The body element of a known content management system is believed at half the weight."""
PARTS = frozenset(("p", "span", "a"))
FORMATTING = frozenset(("font", "b", "strong", "big", "small", "em", "i", "u"))
"""No containers: the paragraph that holds their end tag is moved out of them by the parser."""


def find_container(page: FlatDom, heading_run: int | None = None) -> int:
    """Number of the element that holds the article's text, or -1 if no element holds any.

    ``heading_run`` is the run of the headline: the text stands below it, and not far.
    """
    weights = weigh_runs(page, heading_run)
    scores = _sums(page, weights)
    container = _found_among(page, scores, range(len(page.tags)))
    if container >= 0 and heading_run is not None:
        near = _before_feed(page, heading_run, weights, container)
        container = _found_among(page, scores, near) if near else container
    return container


def _found_among(page: FlatDom, scores: dict[int, float], among: range) -> int:
    best = _heaviest(page, scores, among)
    if best >= 0 and page.tags[best] == "p":
        best = _with_siblings(page, best, scores)
    return _tightest(page, best, scores) if best >= 0 else -1


def _heaviest(page: FlatDom, scores: dict[int, float], among: range) -> int:
    best, best_score = -1, 0.0
    for number in sorted(scores):
        if number not in among:
            continue
        score = scores[number]
        if score > 0 and _is_named(page, number):
            score *= NAMED_BONUS
        if score > best_score:
            best, best_score = number, score
    return best


def _before_feed(page: FlatDom, heading_run: int, weights: list[float], best: int) -> range:
    """Where to look instead if ``best`` is a feed: its teasers or comments may outweigh a short
    article. Numbers of the elements around the headline that hold paragraphs too, empty if none do.
    """
    node = page.runs[heading_run].element
    seen = heading_run + 1
    while node >= 0 and page.tags[node] not in ROOTS and not node <= best < page.ends[node]:
        stop = page.runs_within(node).stop
        if _prose(page, weights, range(seen, stop)):
            return _unless_outweighed(page, weights, node, best)
        seen = max(seen, stop)
        node = page.parents[node]
    branch = best
    while branch > node >= 0 and page.parents[branch] != node:
        branch = page.parents[branch]
    feed = page.runs_within(branch)
    between = range(heading_run + 1, feed.start)
    if branch == node or not _prose(page, weights, between) or not _is_feed(page, feed):
        return range(0)
    return range(page.runs[heading_run].last + 1, branch)


def _unless_outweighed(page: FlatDom, weights: list[float], near: int, best: int) -> range:
    """The element near the headline, if ``best`` is a feed and not named as article text, or if an
    article has begun here and ``best`` is another box.
    """
    is_outer = best < near < page.ends[best]
    rest = page.runs_within(best)
    start = page.runs_within(near).stop if is_outer else rest.start
    above = -1 if is_outer else best
    while above >= 0 and not _is_named(page, above):
        above = page.parents[above]
    if above >= 0 or start == rest.stop:
        return range(0)
    is_box = not is_outer or page.tags[page.runs[start].element] in HEADINGS
    if (is_box and _has_begun(page, weights, near)) or _is_feed(page, range(start, rest.stop)):
        return range(near, page.ends[near])
    return range(0)


def _has_begun(page: FlatDom, weights: list[float], near: int) -> bool:
    inside = page.runs_within(near)
    total = sum(weights[number] for number in inside if weights[number] >= PARAGRAPH)
    return total >= BEGUN and _prose(page, weights, inside) >= ENOUGH


def _prose(page: FlatDom, weights: list[float], runs: range) -> int:
    return sum(weights[n] >= PARAGRAPH and page.runs[n].is_prose for n in runs)


def _is_feed(page: FlatDom, runs: range) -> bool:
    """Does nearly every paragraph stand in a card of its own, with a name or a title?

    The paragraphs of an article share their holder, or stand alone in one; those of a live report
    stand beside their times.
    """
    paragraphs = [number for number in runs if _is_paragraph(page.runs[number])]
    cards = 0
    for number in paragraphs:
        card = page.runs_within(page.parents[page.runs[number].element])
        if 2 <= len(card) <= MAX_CARD:
            beside = [page.runs[other] for other in card if other != number]
            is_timed = all(CLOCK.fullmatch(other.text) for other in beside)
            cards += not is_timed and not any(map(_is_paragraph, beside))
    return cards >= FEW_CARDS and cards >= MOST_CARDS * len(paragraphs)


def _is_paragraph(run: Run) -> bool:
    length = len(run.text)
    return (
        length >= PARAGRAPH
        and run.link_chars * 2 <= length
        and PUNCTUATION.search(run.text) is not None
    )


def _with_siblings(page: FlatDom, paragraph: int, scores: dict[int, float]) -> int:
    """A box inside the article may weigh its element down below one of its paragraphs."""
    parent = page.parents[paragraph]
    child, total = parent + 1, 0.0
    while child < page.ends[parent]:
        total += max(0.0, scores.get(child, 0.0)) if page.tags[child] == "p" else 0.0
        child = page.ends[child]
    return parent if total > WITH_SIBLINGS * scores[paragraph] else paragraph


def _sums(page: FlatDom, weights: list[float]) -> dict[int, float]:
    """Weight of every block element that holds text, its whole subtree counted."""
    sums: dict[int, float] = {}
    parents = page.parents
    for run, weight in zip(page.runs, weights, strict=True):
        if run.element in sums:
            sums[run.element] += weight
            continue
        sums[run.element] = weight
        node = parents[run.element]
        while node >= 0 and node not in sums:
            sums[node] = 0.0
            node = parents[node]
    for number in sorted(sums, reverse=True):
        if (parent := parents[number]) >= 0:
            sums[parent] += sums[number]
    return sums


def _is_named(page: FlatDom, number: int) -> bool:
    return (
        page.tags[number] in SEMANTIC
        or page.attributes[number].get("itemprop") == "articleBody"
        or hint(page.names[number]) == "article"
    )


def _tightest(page: FlatDom, number: int, scores: dict[int, float]) -> int:
    while True:
        score = scores[number]
        heaviest, weight = -1, 0.0
        child = number + 1
        end = page.ends[number]
        while child < end:
            if scores.get(child, 0.0) > weight:
                heaviest, weight = child, scores[child]
            child = page.ends[child]
        share = _share(page, heaviest) if heaviest >= 0 else 0.0
        if heaviest < 0 or weight < share * score or page.tags[heaviest] in PARTS:
            break
        number = heaviest
    while page.tags[number] in FORMATTING:
        number = page.parents[number]
    return number


def _share(page: FlatDom, child: int) -> float:
    """How much of its parent's weight the child must hold to be the container instead."""
    is_marked = page.attributes[child].get("itemprop") == "articleBody"
    if is_marked or is_body(page.names[child]):
        return NEARLY_ALL_OF_CMS_BODY
    return NEARLY_ALL_IF_NAMED if _is_named(page, child) else NEARLY_ALL
