"""Back issues of the e-paper, for tests that fill years of history."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from newsroom.addresses import article_url
from newsroom.grammar import SINCE, generate

if TYPE_CHECKING:
    from newsroom.facts import NewsArticle

FIRST_SERIAL = 100_001
PER_DAY = 4


@lru_cache(maxsize=2)
def back_issues(years: int, seed: int = 7) -> tuple[NewsArticle, ...]:
    """``years`` × 365 days before 2019 of ``sample_founder``, oldest first: originals only."""
    since, until = SINCE - timedelta(days=365 * years), SINCE - timedelta(days=1)
    wanted = 365 * years * PER_DAY
    issues: list[NewsArticle] = []
    for one in generate(seed, wanted, since, until, first_number=1_000_001):
        if one.reprint is not None:
            continue
        one.channel, one.precision, one.origins = "sample_founder", "day", ("章江日报",)
        one.serial = FIRST_SERIAL + len(issues)
        one.url = article_url(one.channel, one.published, one.serial)
        issues.append(one)
    return tuple(sorted(issues, key=lambda one: (one.published, one.serial)))
