"""What an article is about, not merely what it names: one number from 0 to 1 for each theme.

A small logistic model over four features, each from 0 to about 3 (``Features``). Its weights and
the threshold are data (``aboutness.toml``), with the labels they were fitted on and how well they
do in cross-validation; ``python -m bench.tags_truth themes`` fits them again.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from transforms.engine.compiled import compiled
from transforms.tag.automaton import Automaton
from transforms.tag.characters import is_one_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from transforms.tag.characters import Flags, Ints
    from transforms.tag.mentions import Groups
    from transforms.tag.read_themes import Theme
    from transforms.tag.text_batch import TextBatch
    from transforms.tag.theme_company import Families
    from transforms.tag.theme_mentions import ThemeMentions

    Numbers = npt.NDArray[np.float64]

FILE = Path(__file__).with_name("aboutness.toml")
FULL_WEIGHT = 4
"""Characters from which on a mention weighs 1: shorter terms are less sure, longer no surer."""
WEAK_SHARE, ECHO_SHARE = 0.5, 0.5
"""What a weak term weighs beside another, and words of a theme in the headline beside its term."""
EARLY = 80
"""Characters into the body at which a first mention is half as early as one at its beginning."""
MAX_HEADING = 40
"""Characters of the longest line that may be a heading: those of 30 and a number or a mark."""


class Features(NamedTuple):
    """Of each article and theme, in the order of the weights in the file.

    - ``weight``: logarithm of 1 + mentions in the body, each weighing up to 1
    - ``early``: 1 if the body begins with it, one half at ``EARLY`` characters, 0 if only the
      headline names it
    - ``heading``: 1 if the headline or a heading in the body names it; else ``ECHO_SHARE`` of the
      likest of its terms, by the share of that term's pairs of characters in the headline, each
      pair counting the less, the more themes have it
    - ``family``: 1 if the headline names another theme of the family
    """

    weight: Numbers
    early: Numbers
    heading: Numbers
    family: Numbers


class Model(NamedTuple):
    """``aboutness`` is the logistic function of intercept + weights · features."""

    intercept: float
    weights: tuple[float, ...]
    threshold: float


class Aboutness:
    """The lexicon's words as pairs of characters. Build once."""

    def __init__(self, themes: Sequence[Theme], families: Families) -> None:
        self.model = read_model()
        self.families = families
        pairs = [[pairs_of(term) for term in theme.terms] for theme in themes]
        themes_of: dict[str, set[int]] = {}
        for number, terms in enumerate(pairs):
            for pair in (pair for term in terms for pair in term):
                themes_of.setdefault(pair, set()).add(number)
        numbers = {pair: number for number, pair in enumerate(themes_of)}
        self.automaton = Automaton(tuple(themes_of))
        self.pair_weights = np.array([1 / len(found) for found in themes_of.values()])
        self.first_terms = np.cumsum([0, *map(len, pairs)], dtype=np.int64)
        flat = [term for terms in pairs for term in terms]
        self.first_pairs = np.cumsum([0, *map(len, flat)], dtype=np.int64)
        self.pairs = np.array([numbers[pair] for term in flat for pair in term], np.int64)

    def of(
        self, texts: TextBatch, mentions: ThemeMentions, groups: Groups, counts: Flags
    ) -> tuple[Numbers, Flags]:
        """``aboutness`` (three decimals) and ``is_about`` of each group of mentions."""
        model = self.model
        total = np.full(len(groups.first), model.intercept)
        for weight, feature in zip(
            model.weights, self.features(texts, mentions, groups, counts), strict=True
        ):
            total += weight * feature
        found: Numbers = np.round(1 / (1 + np.exp(-total)), 3)
        return found, found >= model.threshold

    def features(
        self, texts: TextBatch, mentions: ThemeMentions, groups: Groups, counts: Flags
    ) -> Features:
        """The features of each group; mentions that do not count only name a body."""
        start, article = mentions.start, mentions.article
        in_headline = texts.in_headline(start, article)
        in_body = ~in_headline
        size = np.minimum(mentions.end - start, FULL_WEIGHT) / FULL_WEIGHT
        size[mentions.is_weak | ~counts] *= WEAK_SHARE
        position = start - texts.lead_starts[article]
        early = np.where(in_body & counts, EARLY / (EARLY + np.maximum(position, 0)), 0.0)
        named = groups.any(counts & (in_headline | is_heading(texts, start, in_body)))
        echo = self.echoes(texts, groups.leading(article), groups.leading(mentions.what))
        return Features(
            weight=np.log1p(sums(groups, np.where(in_body, size, 0.0))),
            early=maxima(groups, early),
            heading=np.where(named, 1.0, ECHO_SHARE * echo),
            family=self.family_in_headline(texts, mentions, groups, in_headline).astype(float),
        )

    def family_in_headline(
        self, texts: TextBatch, mentions: ThemeMentions, groups: Groups, in_headline: Flags
    ) -> Flags:
        families = self.families
        key = mentions.article * len(families.roots) + families.of_theme[mentions.what]
        all_of_family = np.bincount(key[in_headline], minlength=texts.count * len(families.roots))
        own = sums(groups, in_headline.astype(float))
        found: Flags = all_of_family[groups.leading(key)] > own
        return found

    def echoes(self, texts: TextBatch, article: Ints, theme: Ints) -> Numbers:
        """The likest term of each theme in the headline of each article, by pairs."""
        sizes = texts.headline_ends - texts.starts
        first = np.concatenate([[0], np.cumsum(sizes)])
        places = np.arange(first[-1]) + np.repeat(texts.starts - first[:-1], sizes)
        echo = np.zeros(len(article))
        likest_terms(
            self.automaton.at(texts.codes, places), first, article, theme,
            self.first_terms, self.first_pairs, self.pairs, self.pair_weights, echo,
        )  # fmt: skip
        return echo


@compiled
def likest_terms(
    printed: Ints,
    first: Ints,
    article: Ints,
    theme: Ints,
    first_terms: Ints,
    first_pairs: Ints,
    pairs: Ints,
    weights: Numbers,
    echo: Numbers,
) -> None:
    """For each row the highest share, by weight, of a term's pairs among those in the headline.

    ``printed`` has the pair at each place of the headlines (-1: no term has it), that of article n
    beginning at ``first[n]``.
    """
    seen_in = np.full(len(weights), -1)
    for row in range(len(article)):
        one = article[row]
        for place in range(first[one], first[one + 1]):
            if printed[place] >= 0:
                seen_in[printed[place]] = one
        for term in range(first_terms[theme[row]], first_terms[theme[row] + 1]):
            found = whole = 0.0
            for at in range(first_pairs[term], first_pairs[term + 1]):
                whole += weights[pairs[at]]
                if seen_in[pairs[at]] == one:
                    found += weights[pairs[at]]
            if found > echo[row] * whole:
                echo[row] = found / whole


def is_heading(texts: TextBatch, start: Ints, in_body: Flags) -> Flags:
    """Which mentions stand in a heading of the body: a short line that ends as no sentence does."""
    found = np.zeros(len(start), bool)
    rows = np.flatnonzero(in_body)
    low, high = texts.lines(start[rows])
    found[rows] = (high - low <= MAX_HEADING) & ~is_one_of(texts.codes[high - 1], "。!?;")
    return found


def pairs_of(term: str) -> list[str]:
    return [term[at : at + 2] for at in range(len(term) - 1)]


def sums(groups: Groups, values: Numbers) -> Numbers:
    found: Numbers = np.add.reduceat(values[groups.order], groups.first) if len(values) else values
    return found


def maxima(groups: Groups, values: Numbers) -> Numbers:
    if not len(values):
        return values
    found: Numbers = np.maximum.reduceat(values[groups.order], groups.first)
    return found


def read_model(path: Path = FILE) -> Model:
    """The weights of ``aboutness.toml``."""
    given = tomllib.loads(path.read_text("utf-8"))
    weights = tuple(float(given["weights"][name]) for name in Features._fields)
    return Model(float(given["intercept"]), weights, float(given["threshold"]))
