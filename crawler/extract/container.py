"""Which element holds the article: the subtree whose prose outweighs its links the most.

Every run of text has a weight (prose counts for, links and furniture against); the weight of an
element is the sum over its runs. The heaviest element wins, then the search goes down as long as
one child holds nearly all of the weight, so the answer is the tightest container.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler.extract.class_names import hint
from crawler.extract.run_weights import PUNCTUATION, ROOTS, SEMANTIC, weigh_runs

if TYPE_CHECKING:
    from crawler.extract.flat_dom import FlatDom, Run

PARAGRAPH, FEW_PARAGRAPHS = 20.0, 50.0
"""Weight of one paragraph, and of the least article."""
MAX_CARD = 8
"""Lines of one entry of a feed, of one comment."""
NEARLY_ALL = 0.92
NEARLY_ALL_IF_NAMED = 0.8
"""An element named as article text may leave more outside: asides and credits stand around it."""
NAMED_BONUS = 1.15
NEARLY_ALL_OF_CMS_BODY = 0.5
"""The body element of a known content management system is believed at half the weight."""
CMS_BODY = re.compile(
    r"(?:^|\s)(?:artibody|articlebody|article_?body|trs_?(?:ue)?editor|trs_editor|ucap-?content|endtext|post_body|"
    r"js_content|rich_media_content|p-detail|detailcontent|rwb_zw|rm_txt_con|main_content|artical_real|"
    r"left_zw|ozoom|founder-content|vsb_content\S*|article-?content|article_content|"
    r"content-?article|news_txt|news-?content|newscontent|zoom|fontzoom|textcontent|zhengwen|contenttxt)(?:\s|$)"
)
PARTS = frozenset(("p", "span", "a"))
FORMATTING = frozenset(("font", "b", "strong", "big", "small", "em", "i", "u"))
"""No containers: the paragraph that holds their end tag is moved out of them by the parser."""


def find_container(page: FlatDom, heading_run: int | None = None) -> int:
    """Number of the element that holds the article's text, or -1 if no element holds any.

    ``heading_run`` is the run of the headline: the text stands below it, and not far.
    """
    weights = weigh_runs(page, heading_run)
    scores = _sums(page, weights)
    best = _heaviest(page, scores, 0, len(page.tags))
    if best >= 0 and heading_run is not None:
        near = _around_heading(page, heading_run, weights, best)
        if near >= 0:
            best = _heaviest(page, scores, near, page.ends[near])
    if best >= 0 and page.tags[best] == "p":
        best = _with_siblings(page, best, scores)
    return _tightest(page, best, scores) if best >= 0 else -1


def _heaviest(page: FlatDom, scores: dict[int, float], low: int, high: int) -> int:
    best, best_score = -1, 0.0
    for number in sorted(scores):
        if not low <= number < high:
            continue
        score = scores[number]
        if score > 0 and _is_named(page, number):
            score *= NAMED_BONUS
        if score > best_score:
            best, best_score = number, score
    return best


def _around_heading(page: FlatDom, heading_run: int, weights: list[float], best: int) -> int:
    """The closest element around the headline that holds paragraphs too, if ``best`` is neither it
    nor named as article text: a feed of teasers or comments may outweigh a short article.
    -1 if there is none.
    """
    node = page.runs[heading_run].element
    below, seen = 0.0, heading_run + 1
    while node >= 0 and page.tags[node] not in ROOTS:
        if node <= best < page.ends[node]:
            return -1  # the search goes down into it
        stop = page.runs_within(node).stop
        below += sum(
            weights[number]
            for number in range(seen, stop)
            if weights[number] >= PARAGRAPH
            and hint(page.names[page.runs[number].element]) != "aside"
        )
        seen = max(seen, stop)
        if below >= FEW_PARAGRAPHS:
            break
        node = page.parents[node]
    else:
        return -1
    is_outer = best < node < page.ends[best]
    rest = page.runs_within(best)
    start = page.runs_within(node).stop if is_outer else rest.start
    if not _is_feed(page, range(start, rest.stop)):
        return -1
    if is_outer:
        return node
    above = best
    while above >= 0:
        if _is_named(page, above):
            return -1
        above = page.parents[above]
    return node


def _is_feed(page: FlatDom, runs: range) -> bool:
    """Does nearly every paragraph stand in a card of its own, with a name, a time or a title?

    The paragraphs of an article share their holder, or stand alone in one.
    """
    paragraphs = [number for number in runs if _is_paragraph(page.runs[number])]
    cards = 0
    for number in paragraphs:
        card = page.runs_within(page.parents[page.runs[number].element])
        if 2 <= len(card) <= MAX_CARD:
            cards += sum(_is_paragraph(page.runs[other]) for other in card) == 1
    return cards >= 3 and 5 * cards >= 4 * len(paragraphs)


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
    return parent if total > 1.4 * scores[paragraph] else paragraph


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
    if is_marked or CMS_BODY.search(page.names[child]):
        return NEARLY_ALL_OF_CMS_BODY
    return NEARLY_ALL_IF_NAMED if _is_named(page, child) else NEARLY_ALL
