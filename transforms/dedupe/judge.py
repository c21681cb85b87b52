"""The rules by which a pair of texts is judged, and their thresholds.

Kinds: ``same_text`` and ``edited`` are one story; ``contained`` (a piece of a longer, other
article) and ``related`` (same event or same template, other text) are not. The rules look at the
two texts alone, never at how many others there are, so a verdict never changes later.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from transforms.dedupe import agreement, overlap

if TYPE_CHECKING:
    from transforms.dedupe.corpus import Corpus

Shares = NDArray[np.float64]
Flags = NDArray[np.bool_]

KINDS = ("same_text", "edited", "contained", "related")
SAME_STORY_KINDS = ("same_text", "edited")

SAME_TEXT = 0.95
"""Jaccard from which only typography, a dateline or a credit differs."""
EDITED = 0.62
"""Jaccard of an edited version whatever the headlines say: about three shingles in four shared."""
EDITED_WITH_AGREEMENT = 0.60
MOSTLY_INSIDE = 0.85
"""Containment of a cut version: counts as one story if the headlines agree."""
CUT_TO = 0.30
"""Jaccard of a cut version; with less left it is an excerpt, unless the headline is the same."""
CONTAINED = 0.75
"""Also implied by a Jaccard of .60, so below it a pair is related and no rule is asked."""
RELATED = 0.30
HEADLINES_AGREE = 0.70
"""Share of the shorter headline's character pairs that stand in the other."""
SAME_HEADLINE = 0.90
"""Jaccard of the headlines' character pairs."""
HEADLINES_DIFFER = 0.30
HEADLINE_IN_TEXT_MIN, HEADLINE_IN_TEXT_MEAN = 0.20, 0.40
"""A headline its own text never speaks of was put over boilerplate (a sidebar, an advert)."""
NUMBERS_EXPLAIN = 0.20
"""Share of the difference that vanishes when all numbers count as equal: one template, other day.
Edited versions of one report stay below .06, daily bulletins lie above .25."""
TINY = 20
"""Distinct shingles below which a text says nothing: it stays alone, whatever else agrees."""
SHORT = 60
"""Distinct shingles below which a text says too little: the headlines must agree too, or the
texts be the same, and the days lie close together."""
SHORT_DAYS = 3
STORY_DAYS, LONG = 30, 300
"""Further apart than this only the same long text is one story: notices come back every year."""
SUBJECT_PAIRS = 2
"""Character pairs each headline has for itself that stand in its own text and not in the other:
one template, other subject (欢迎新西兰总理访华, 欢迎新加坡总理访华). In a short text whose headline
differs by one word, one pair is enough (开幕会, 闭幕会)."""
DAY_SECONDS = 86_400


class Judge:
    """The measures of each pair, and the rules over them."""

    def __init__(
        self,
        corpus: Corpus,
        later: NDArray[np.int64],
        earlier: NDArray[np.int64],
        shared: NDArray[np.int32],
        distinct: NDArray[np.int32],
        published: NDArray[np.int64],
    ) -> None:
        self.corpus, self.later, self.earlier = corpus, later, earlier
        counts = distinct[later], distinct[earlier]
        self.smaller = np.minimum(*counts)
        self.jaccard: Shares = shared / np.maximum(1, counts[0] + counts[1] - shared)
        self.containment: Shares = shared / np.maximum(1, self.smaller)
        self.asked: Flags = self.containment >= CONTAINED
        self.headline, self.same_headline = self._headlines()
        first, second = published[later], published[earlier]
        days = np.abs(first - second) / DAY_SECONDS
        self.days: Shares = np.where(np.minimum(first, second) >= 0, days, 0.0)

    def kinds(self) -> NDArray[np.int8]:
        agree = self.headline >= HEADLINES_AGREE
        near = (
            (self.jaccard >= EDITED)
            | ((self.jaccard >= EDITED_WITH_AGREEMENT) & (self.containment >= MOSTLY_INSIDE))
            | (agree & (self.jaccard >= EDITED_WITH_AGREEMENT))
            | (agree & (self.containment >= MOSTLY_INSIDE) & (self.jaccard >= CUT_TO))
            | ((self.same_headline >= SAME_HEADLINE) & (self.containment >= CONTAINED))
        )
        near &= self.asked
        contained = self.asked.copy()
        template = self._is_template(near | contained)
        boilerplate = self._is_boilerplate(near)
        near &= ~template & ~boilerplate & ~self._is_short_of_evidence(agree)
        near &= ~self._is_too_late()
        near &= ~self._has_another_subject(near)
        contained &= ~template & ~boilerplate & (self.smaller >= SHORT)
        kind = np.full(len(self.later), KINDS.index("related"), np.int8)
        kind[contained] = KINDS.index("contained")
        kind[near] = KINDS.index("edited")
        kind[near & (self.jaccard >= SAME_TEXT)] = KINDS.index("same_text")
        return kind

    def _headlines(self) -> tuple[Shares, Shares]:
        """Containment of the shorter headline, and Jaccard; 0 if either has none or none asks."""
        grams = self.corpus.headline_grams
        counts = np.diff(grams.offsets)
        at = np.flatnonzero(self.asked)
        first, second = counts[self.later[at]], counts[self.earlier[at]]
        shared = agreement.shared_values(grams, self.later[at], self.earlier[at])
        containment, jaccard = np.zeros(len(self.later)), np.zeros(len(self.later))
        containment[at] = shared / np.maximum(1, np.minimum(first, second))
        jaccard[at] = shared / np.maximum(1, first + second - shared)
        return containment, jaccard

    def _is_template(self, asked: Flags) -> Flags:
        """The texts state other numbers, and the numbers are a good part of what differs."""
        numbers = self.corpus.numbers
        counts = np.diff(numbers.offsets)
        at = np.flatnonzero(asked)
        smaller = np.minimum(counts[self.later[at]], counts[self.earlier[at]])
        missing = smaller - agreement.shared_values(numbers, self.later[at], self.earlier[at])
        is_telling = (smaller <= 4) | (self.smaller[at] < 2 * SHORT)
        suspected: Flags = np.zeros(len(asked), np.bool_)
        at = at[((missing >= 2) & (missing > 0.1 * smaller)) | ((missing == 1) & is_telling)]
        masked = overlap.jaccard_without_numbers(
            self.corpus.units, self.later[at], self.earlier[at]
        )
        before = self.jaccard[at]
        suspected[at] = (masked - before) >= NUMBERS_EXPLAIN * np.maximum(1e-9, 1 - before)
        return suspected

    def _is_boilerplate(self, asked: Flags) -> Flags:
        """Other headlines, and a text that does not speak of at least one of them."""
        counts = np.diff(self.corpus.headline_grams.offsets)
        has_both = (counts[self.later] > 0) & (counts[self.earlier] > 0)
        suspected = asked & has_both & (self.headline < HEADLINES_DIFFER)
        at = np.flatnonzero(suspected)
        spoken = [self._spoken_of(self.later[at]), self._spoken_of(self.earlier[at])]
        suspected[at] = (np.minimum(*spoken) < HEADLINE_IN_TEXT_MIN) | (
            (spoken[0] + spoken[1]) / 2 < HEADLINE_IN_TEXT_MEAN
        )
        return suspected

    def _spoken_of(self, rows: NDArray[np.int64]) -> Shares:
        """Share of a headline's character pairs that stand in its own text."""
        grams = self.corpus.headline_grams
        once, places = np.unique(rows, return_inverse=True)
        found = agreement.bigrams_found(grams, self.corpus.units, once, once)
        share: Shares = (found / np.maximum(1, np.diff(grams.offsets)[once]))[places]
        return share

    def _is_short_of_evidence(self, agree: Flags) -> Flags:
        is_alike = agree | (self.jaccard >= SAME_TEXT)
        is_lacking = ~is_alike | (self.days > SHORT_DAYS)
        short: Flags = (self.smaller < TINY) | ((self.smaller < SHORT) & is_lacking)
        return short

    def _is_too_late(self) -> Flags:
        is_repeat = (self.jaccard < SAME_TEXT) | (self.smaller < LONG)
        late: Flags = (self.days > STORY_DAYS) & is_repeat
        return late

    def _has_another_subject(self, asked: Flags) -> Flags:
        grams, units = self.corpus.headline_grams, self.corpus.units
        other: Flags = asked & (self.same_headline < 1) & (self.jaccard < SAME_TEXT)
        named = np.zeros(len(asked), np.int32)
        at = np.flatnonzero(other)
        named[at] = agreement.named_by_one_only(grams, units, self.later[at], self.earlier[at])
        at = at[named[at] > 0]
        theirs = agreement.named_by_one_only(grams, units, self.earlier[at], self.later[at])
        other[:] = False
        named_by_both = np.minimum(named[at], theirs)
        is_one_word = (self.headline[at] >= HEADLINES_AGREE) & (self.smaller[at] < LONG)
        other[at] = (named_by_both >= SUBJECT_PAIRS) | ((named_by_both >= 1) & is_one_word)
        return other
