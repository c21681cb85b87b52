"""Articles small enough to tag by eye."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest

from transforms.clean.normalize import search_text
from transforms.lake import schema
from transforms.tag import seeds as seed_files
from transforms.tag import tag

if TYPE_CHECKING:
    from collections.abc import Callable

    from transforms.tag.seeds import Seeds

COLUMNS = ("article_id", "headline", "body", "search_text", "published_date", "region_code")
DAY = date(2019, 2, 24)


@cache
def loaded() -> Seeds:
    return seed_files.load()


@pytest.fixture(scope="session")
def seeds() -> Seeds:
    return loaded()


def articles(*texts: str, day: date | None = DAY, region_code: str | None = None) -> pa.Table:
    """One article per text; its first line is the headline."""
    rows = []
    for number, text in enumerate(texts):
        headline, _, body = text.partition("\n")
        rows.append(
            {
                "article_id": f"{number:016x}",
                "headline": headline,
                "body": body,
                "search_text": search_text(f"{headline}\n{body}"),
                "published_date": day,
                "region_code": region_code,
            }
        )
    fields = [schema.ARTICLES.field(name) for name in COLUMNS]
    return pa.Table.from_pylist(rows, schema=pa.schema(fields))


@pytest.fixture(scope="session")
def tagged(seeds: Seeds) -> Callable[..., list[dict[str, Any]]]:
    """``tagged(table, *texts)``: the rows of one tag table."""

    def rows(table: str, *texts: str, **given: Any) -> list[dict[str, Any]]:
        blocks = given.pop("blocks", None)
        found: list[dict[str, Any]] = tag(articles(*texts, **given), seeds, blocks=blocks)[
            table
        ].to_pylist()
        return found

    return rows
