"""Which article reports on which place, lists it, or merely comes from there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from transforms.lake import schema
from transforms.tag.adverts import is_advert
from transforms.tag.gazetteer import FULL, GUARD, WEAK, Gazetteer
from transforms.tag.mentions import MentionIndex, Mentions, group
from transforms.tag.place_context import drop_by_neighbours, is_local_name
from transforms.tag.themes import first_in_body

if TYPE_CHECKING:
    from transforms.tag.characters import Flags, Ints
    from transforms.tag.lists import ListLines
    from transforms.tag.organisations import Names
    from transforms.tag.original_text import OriginalText
    from transforms.tag.seeds import Seeds
    from transforms.tag.text_batch import TextBatch

REPORTED_ON, LISTED, OUTLET_HOME, ADVERT = 0, 1, 2, 3
ROLES = ("reported_on", "listed", "outlet_home", "advert")


class PlaceTagger:
    """The compiled gazetteer. Build once, use for every batch."""

    def __init__(self, seeds: Seeds) -> None:
        self.seed_hash = seeds.seed_hash
        outlets = {name for o in seeds.outlets for name in (o.outlet, *o.aliases)}
        self.gazetteer = Gazetteer(seeds.regions, outlets)
        self.codes = pa.array([r.region_code for r in seeds.regions], pa.string())
        self.labels = pa.array([r.region for r in seeds.regions], pa.string())

    def mentions(self, texts: TextBatch, names: Names) -> Mentions:
        """Start, end, unit and article of each name that means a place of ours.

        Places inside company names of a list are left to ``organisation_mentions.region_code``.
        """
        gazetteer = self.gazetteer
        start, end, string = gazetteer.find(texts.codes)
        is_name = gazetteer.kind[string] != GUARD if len(string) else np.zeros(0, bool)
        start, end, string = start[is_name], end[is_name], string[is_name]
        kind, unit = gazetteer.kind[string], gazetteer.only_unit[string]
        kept = ~((kind != FULL) & is_local_name(texts.codes, start, end))
        kept &= drop_by_neighbours(gazetteer, start, end, kind, unit)
        start, end, string = start[kept], end[kept], string[kept]
        article = texts.article_of(start)
        unit = self.disambiguate(texts, start, end, string, article)
        known = (unit >= 0) & ~names.are_listed_around(start)
        return Mentions(start[known], end[known], unit[known], article[known])

    def index(self, texts: TextBatch, mentions: Mentions) -> MentionIndex:
        """Where which region is named, by the code it had on the article's day."""
        rows = self.gazetteer.rows_on(mentions.what, texts.days()[mentions.article])
        regions = self.gazetteer.regions
        return MentionIndex(mentions.start, [regions[row].region_code for row in rows.tolist()])

    def disambiguate(
        self, texts: TextBatch, start: Ints, end: Ints, string: Ints, article: Ints
    ) -> Ints:
        """The unit of each match; -1 for weak or ambiguous names without support.

        Support is a sure name of its city or province directly before (杭州西湖区), else anywhere
        in the article, or an outlet of that province; an ambiguous name needs it for exactly one.
        """
        gazetteer = self.gazetteer
        unit = gazetteer.only_unit[string].copy()
        unsure = (gazetteer.kind[string] == WEAK) | (unit < 0)
        if not unsure.any():
            return unit
        sure: dict[int, set[int]] = {}
        for one, place in zip(article[~unsure].tolist(), unit[~unsure].tolist(), strict=True):
            sure.setdefault(one, set()).update(gazetteer.ancestors[place])
        homes = self.homes(texts)
        rows = np.flatnonzero(unsure)
        for row, one, name in zip(
            rows.tolist(), article[rows].tolist(), string[rows].tolist(), strict=True
        ):
            candidates = gazetteer.units[name]
            if row and end[row - 1] == start[row] and unit[row - 1] >= 0:
                before = gazetteer.ancestors[int(unit[row - 1])]
                unit[row] = gazetteer.best_supported(candidates, before)
            if unit[row] < 0 or len(candidates) == 1:
                support = sure.get(one, set()) | homes[one]
                unit[row] = gazetteer.best_supported(candidates, support)
        return unit

    def homes(self, texts: TextBatch) -> list[frozenset[int]]:
        """Units of each outlet's home region and all above it."""
        known = self.gazetteer.unit_of_code
        nowhere: frozenset[int] = frozenset()
        return [
            self.gazetteer.ancestors[known[code]] if code in known else nowhere
            for code in texts.articles["region_code"].to_pylist()
        ]

    def tag(
        self, texts: TextBatch, mentions: Mentions, lists: ListLines, original: OriginalText
    ) -> pa.Table:
        """The table ``place_mentions``: one row per article, place and role."""
        start, end, unit, article = mentions
        role = np.where(lists.holds(start), LISTED, REPORTED_ON)
        role[self.adverts(texts)[article]] = ADVERT
        row = self.gazetteer.rows_on(unit, texts.days()[article])
        groups = group((article * len(ROLES) + role) * len(self.codes) + row, start)
        headline = texts.in_headline(start, article)
        first, first_end = groups.leading(start), groups.leading(end)
        of_article = groups.leading(article)
        quoted = first_in_body(groups, start, headline)
        named = pa.table(
            {
                "article_id": texts.articles["article_id"].take(pa.array(of_article)),
                "region_code": self.codes.take(pa.array(groups.leading(row))),
                "region": self.labels.take(pa.array(groups.leading(row))),
                "role": pa.array(ROLES).take(pa.array(groups.leading(role))),
                "mention_count": groups.counts.astype(np.int32),
                "is_in_headline": groups.any(headline),
                "is_in_lead": groups.any(texts.in_lead(start, article)),
                "first_offset": (first - texts.starts[of_article]).astype(np.int32),
                "name_raw": pa.array(original.names(of_article, first, first_end), pa.string()),
                "quote": texts.quotes(quoted),
                "seed_hash": pa.repeat(self.seed_hash, len(first)),
            },
            schema=schema.PLACE_MENTIONS,
        )
        return pa.concat_tables([named, self.home_rows(texts)])

    def adverts(self, texts: TextBatch) -> Flags:
        headlines = [
            texts.text[low:high]
            for low, high in zip(texts.starts.tolist(), texts.headline_ends.tolist(), strict=True)
        ]
        return np.array([is_advert(headline) for headline in headlines], bool)

    def home_rows(self, texts: TextBatch) -> pa.Table:
        """One row per article: where its outlet is at home, mentioned or not (count 0)."""
        known = self.gazetteer.unit_of_code
        homes = [
            (index, known[code])
            for index, code in enumerate(texts.articles["region_code"].to_pylist())
            if code in known
        ]
        pairs = np.array(homes, np.int64).reshape(-1, 2)
        row = self.gazetteer.rows_on(pairs[:, 1], texts.days()[pairs[:, 0]])
        count = len(pairs)
        return pa.table(
            {
                "article_id": texts.articles["article_id"].take(pa.array(pairs[:, 0])),
                "region_code": self.codes.take(pa.array(row)),
                "region": self.labels.take(pa.array(row)),
                "role": pa.repeat(ROLES[OUTLET_HOME], count),
                "mention_count": np.zeros(count, np.int32),
                "is_in_headline": np.zeros(count, bool),
                "is_in_lead": np.zeros(count, bool),
                "first_offset": pa.nulls(count, pa.int32()),
                "name_raw": pa.nulls(count, pa.string()),
                "quote": pa.nulls(count, pa.string()),
                "seed_hash": pa.repeat(self.seed_hash, count),
            },
            schema=schema.PLACE_MENTIONS,
        )
