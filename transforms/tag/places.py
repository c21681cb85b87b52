"""Which article reports on which place, lists it, or merely comes from there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from transforms.lake import schema
from transforms.tag.adverts import is_advert
from transforms.tag.datelines import in_datelines
from transforms.tag.gazetteer import GUARD, UNSURE, Gazetteer
from transforms.tag.mentions import MentionIndex, Mentions, group
from transforms.tag.place_context import drop_by_neighbours, is_joined, is_other_name
from transforms.tag.place_support import Found
from transforms.tag.themes import first_in_body

if TYPE_CHECKING:
    from transforms.tag.characters import Flags, Ints
    from transforms.tag.lists import ListLines
    from transforms.tag.organisations import Names
    from transforms.tag.original_text import OriginalText
    from transforms.tag.people_spans import People
    from transforms.tag.seeds import Seeds
    from transforms.tag.text_batch import TextBatch

REPORTED_ON, LISTED, OUTLET_HOME, ADVERT, DATELINE = range(5)
ROLES = ("reported_on", "listed", "outlet_home", "advert", "dateline")


class PlaceTagger:
    """The compiled gazetteer. Build once, use for every batch."""

    def __init__(self, seeds: Seeds) -> None:
        self.seed_hash = seeds.seed_hash
        outlets = {name for o in seeds.outlets for name in (o.outlet, *o.aliases)}
        self.gazetteer = Gazetteer(seeds.regions, outlets)
        self.codes = pa.array([r.region_code for r in seeds.regions], pa.string())
        self.labels = pa.array([r.region for r in seeds.regions], pa.string())

    def mentions(self, texts: TextBatch, names: Names, people: People) -> Mentions:
        """Start, end, unit and article of each name that means a place of ours.

        Places inside company names of a list are left to ``organisation_mentions.region_code``;
        inside the name of a person stands none.
        """
        gazetteer = self.gazetteer
        start, end, string = gazetteer.find(texts.codes)
        is_name = gazetteer.kind[string] != GUARD if len(string) else np.zeros(0, bool)
        start, end, string = self.cut_back(texts, start[is_name], end[is_name], string[is_name])
        kind, unit = gazetteer.kind[string], gazetteer.only_unit[string]
        follows = np.zeros(len(start), bool)
        follows[1:] = (end[:-1] == start[1:]) & (kind[:-1] != UNSURE)
        is_short = ~self.gazetteer.is_full[string] if len(string) else np.zeros(0, bool)
        kept = ~(is_short & is_other_name(gazetteer, texts.codes, start, end, string, follows))
        kept &= drop_by_neighbours(gazetteer, start, end, kind, unit)
        kept &= ~people.hold(start, end)
        found = Found(gazetteer, texts, start[kept], end[kept], string[kept])
        unit = found.settle()
        known = (unit >= 0) & ~names.are_listed_around(found.start)
        return Mentions(found.start[known], found.end[known], unit[known], found.article[known])

    def cut_back(
        self, texts: TextBatch, start: Ints, end: Ints, string: Ints
    ) -> tuple[Ints, Ints, Ints]:
        """瑞金市|场: of a full name read into the next word the short one is left, if any."""
        full = (
            np.flatnonzero(self.gazetteer.is_full[string]) if len(string) else np.zeros(0, np.int64)
        )
        joined = full[is_joined(self.gazetteer, texts.codes, end[full])]
        if not len(joined):
            return start, end, string
        end, string, kept = end.copy(), string.copy(), np.ones(len(start), bool)
        for row in joined.tolist():
            name = self.gazetteer.automaton.strings[string[row]]
            shorter = self.gazetteer.number.get(name[:-1])
            if shorter is None or self.gazetteer.kind[shorter] == GUARD:
                kept[row] = False
            else:
                end[row], string[row] = end[row] - 1, shorter
        return start[kept], end[kept], string[kept]

    def index(self, texts: TextBatch, mentions: Mentions) -> MentionIndex:
        """Where which region is named, by the code it had on the article's day."""
        rows = self.gazetteer.rows_on(mentions.what, texts.days()[mentions.article])
        regions = self.gazetteer.regions
        return MentionIndex(mentions.start, [regions[row].region_code for row in rows.tolist()])

    def tag(
        self, texts: TextBatch, mentions: Mentions, lists: ListLines, original: OriginalText
    ) -> pa.Table:
        """The table ``place_mentions``: one row per article, place and role."""
        start, end, unit, article = mentions
        role = np.where(lists.holds(start), LISTED, REPORTED_ON)
        role[in_datelines(texts, start, end, article)] = DATELINE
        role[self.adverts(texts)[article]] = ADVERT
        row = self.gazetteer.rows_on(unit, texts.days()[article])
        groups = group((article * len(ROLES) + role) * len(self.codes) + row, start)
        headline = texts.in_headline(start, article)
        first = groups.leading(start)
        of_article = groups.leading(article)
        quoted = first_in_body(groups, start, headline)
        quoted_end = end[np.searchsorted(start, quoted)]
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
                "name_raw": pa.array(original.names(quoted, quoted_end), pa.string()),
                **original.quotes(quoted).columns(),
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
                "field": pa.nulls(count, pa.string()),
                "field_offset": pa.nulls(count, pa.int32()),
                "quote": pa.nulls(count, pa.string()),
                "seed_hash": pa.repeat(self.seed_hash, count),
            },
            schema=schema.PLACE_MENTIONS,
        )
