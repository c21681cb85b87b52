"""All five tag tables in one pass over batches of articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from transforms.engine.local import without_collector
from transforms.lake import schema
from transforms.tag.lists import ListLines
from transforms.tag.organisations import OrganisationTagger
from transforms.tag.original_text import OriginalText
from transforms.tag.people import PersonTagger
from transforms.tag.people_spans import People
from transforms.tag.places import PlaceTagger
from transforms.tag.targets import TargetTagger
from transforms.tag.text_batch import TextBatch
from transforms.tag.themes import ThemeTagger

if TYPE_CHECKING:
    from transforms.tag.seeds import Seeds

TABLES = (
    "theme_mentions",
    "place_mentions",
    "person_mentions",
    "organisation_mentions",
    "targets",
)
COLUMNS = ("article_id", "headline", "body", "search_text", "published_date", "region_code")
BATCH = 2048


class Tagger:
    """The compiled seeds. Holds no state between calls."""

    def __init__(self, seeds: Seeds) -> None:
        self.themes = ThemeTagger(seeds.themes, seeds.seed_hash)
        self.places = PlaceTagger(seeds)
        self.people = PersonTagger(seeds)
        self.organisations = OrganisationTagger(self.places.gazetteer, seeds.seed_hash)
        self.targets = TargetTagger(seeds.seed_hash)

    def tag(self, articles: pa.Table, *, blocks: pa.Table | None = None) -> dict[str, pa.Table]:
        """Tag ``articles`` batch by batch; memory grows with the mentions, not the texts."""
        if blocks is not None:
            blocks = blocks.select(["article_id", "label", "text"])
            blocks = blocks.filter(pc.equal(blocks["label"], "list"))
        needed = articles.select(COLUMNS)
        parts: dict[str, list[pa.Table]] = {name: [] for name in TABLES}
        for offset in range(0, needed.num_rows, BATCH):
            with without_collector():
                batch = self.tag_batch(needed.slice(offset, BATCH), blocks)
            for name in TABLES:
                parts[name].append(batch[name])
        return {
            name: pa.concat_tables([schema.TABLES[name].empty_table(), *parts[name]])
            for name in TABLES
        }

    def tag_batch(self, articles: pa.Table, blocks: pa.Table | None) -> dict[str, pa.Table]:
        texts = TextBatch(articles)
        lists, original = ListLines(texts, blocks), OriginalText(texts)
        names = self.organisations.names(texts, lists)
        sightings = self.people.sightings(texts)
        themes = self.themes.mentions(texts)
        places = self.places.mentions(texts, names, People(texts, sightings))
        near_themes, near_places = self.themes.index(themes), self.places.index(texts, places)
        return {
            "theme_mentions": self.themes.tag(texts, themes, original),
            "place_mentions": self.places.tag(texts, places, lists, original),
            "person_mentions": self.people.tag(
                texts, sightings, near_themes, near_places, original
            ),
            "organisation_mentions": self.organisations.tag(texts, names, original),
            "targets": self.targets.tag(texts, near_themes, near_places, original),
        }
