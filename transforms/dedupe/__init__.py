"""Who copied whom: exact and near duplicates, stories, reprint chains.

The stages are rooms: exact → signatures → candidates → verify → stories → reprints.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.dedupe.exact import Split, drop_exact_duplicates
from transforms.dedupe.result import Deduped

if TYPE_CHECKING:
    import pyarrow as pa

    from transforms.dedupe.text_source import TextSource

__all__ = ["Deduped", "Split", "dedupe", "drop_exact_duplicates"]


def dedupe(
    articles: pa.Table,
    *,
    outlets: pa.Table | None = None,
    previous: pa.Table | None = None,
    build_id: str = "",
    texts: TextSource | None = None,
) -> Deduped:
    """Stories and reprints of articles (columns of ARTICLES, one row per article_id).

    ``outlets`` resolves names of sources to our channels; ``previous`` is (article_id, story_id)
    of the last build, so that known stories keep their ids. The order of rows does not matter.
    ``texts`` gives signatures and bodies of rows; without it they are taken from the table.
    """
    from transforms.dedupe.stages import run_stages  # compiled stages load at the first use
    from transforms.dedupe.text_source import TableTextSource

    return run_stages(
        articles,
        texts=texts or TableTextSource(articles),
        outlets=outlets,
        previous=previous,
        build_id=build_id,
    )
