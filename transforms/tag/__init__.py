"""Tags: themes, places, people, organisations and targets of articles. Arrow in, Arrow out.

``tag`` is pure: the same articles and seeds give the same rows, however they are cut into batches.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.tag.tagger import TABLES, Tagger

if TYPE_CHECKING:
    import pyarrow as pa

    from transforms.tag.seeds import Seeds

__all__ = ["TABLES", "Tagger", "tag"]

MAX_KEPT = 4
_taggers: dict[str, Tagger] = {}


def tag(articles: pa.Table, seeds: Seeds, *, blocks: pa.Table | None = None) -> dict[str, pa.Table]:
    """Mention tables (``TABLES``, schemas of ``transforms.lake.schema``) of ``articles``.

    ``articles`` needs the columns article_id, headline, body, search_text, published_date and
    region_code of ARTICLES. ``blocks`` (BLOCKS, of these or more articles) tells list blocks;
    without it lists are recognised by their form alone. Rows stand in the order of the articles.
    """
    return tagger(seeds).tag(articles, blocks=blocks)


def tagger(seeds: Seeds) -> Tagger:
    """The compiled lexicons of ``seeds``, kept because compiling takes a second."""
    if seeds.seed_hash not in _taggers:
        while len(_taggers) >= MAX_KEPT:
            del _taggers[next(iter(_taggers))]
        _taggers[seeds.seed_hash] = Tagger(seeds)
    return _taggers[seeds.seed_hash]
