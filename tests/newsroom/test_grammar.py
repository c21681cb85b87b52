"""The generator: deterministic, true to its own truth, varied enough at scale."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from newsroom.grammar import SILENT_AFTER, SINCE, UNTIL, generate
from newsroom.places import COUNTIES, HOMONYMS
from newsroom.precision import interval, lag
from newsroom.script import traditional
from newsroom.themes import THEMES, count_themes

ROOT = Path(__file__).parents[2]
DIGEST = """
import hashlib
from newsroom.newsroom import Newsroom
newsroom, digest = Newsroom(), hashlib.sha256()
for article in newsroom.edition.articles:
    digest.update(repr(article).encode() + newsroom.respond(article.url).body)
print(digest.hexdigest())
"""
SHORT = {county.short: county.code for county in COUNTIES}
COUNTY = re.compile("|".join(SHORT))
TRAPS = re.compile("|".join(re.escape(sentence) for sentence, _ in HOMONYMS))


def test_same_seed_same_bytes_in_every_process() -> None:
    digests = {
        subprocess.run(
            [sys.executable, "-c", DIGEST], cwd=ROOT, env={"PYTHONHASHSEED": salt}, check=True,
            capture_output=True, text=True,
        ).stdout
        for salt in ("1", "77")
    }  # fmt: skip
    assert len(digests) == 1
    assert re.fullmatch(r"[0-9a-f]{64}\n", digests.pop())


def test_another_seed_tells_other_stories() -> None:
    one, two = ({a.headline for a in generate(seed, 200)} for seed in (1, 2))
    assert len(one & two) < 10


@pytest.mark.parametrize("wanted", [0, 1, 7, 500])
def test_gives_exactly_the_articles_asked_for(wanted: int) -> None:
    found = list(generate(3, wanted))
    assert len(found) == wanted
    assert [one.number for one in found] == list(range(1, wanted + 1))
    assert len({(one.channel, one.url) for one in found}) == wanted


def test_streams_with_shifted_numbers_share_no_address() -> None:
    one = {a.url for a in generate("1/0", 300)}
    two = {a.url for a in generate("1/1", 300, first_number=301)}
    assert not one & two


def test_times_stay_in_the_period_and_a_silent_channel_stays_silent() -> None:
    for one in generate(4, 3000):
        assert SINCE <= one.published.date() <= UNTIL
        assert one.published.utcoffset() is not None
        if one.channel in SILENT_AFTER:
            assert one.published.date() <= SILENT_AFTER[one.channel]


def test_truth_is_what_the_text_says() -> None:
    labels = tuple(theme.label for theme in THEMES)
    for one in generate(5, 3000):
        if one.reprint is not None and one.reprint.is_traditional:
            continue
        text = f"{one.headline}\n{one.body}"
        assert one.themes == count_themes(text, labels), one.headline
        stated = {SHORT[name] for name in COUNTY.findall(TRAPS.sub("", text))}
        known = {*one.reported_on, *one.listed}
        assert known <= stated <= known | set(one.mentioned), one.headline
        assert all(aim.quote in text for aim in one.targets)
        assert all(act.quote in text for act in one.speech_acts)
        assert all(fact.name_raw in text for fact in one.organisations)
        assert set(one.list_lines) <= set(one.paragraphs)
        assert one.paragraphs[0].startswith(one.dateline)
        assert all(name in text + one.byline for name in one.reporters)


def test_a_traditional_copy_says_the_same() -> None:
    stock = list(generate(6, 4000))
    by_number = {one.number: one for one in stock}
    copies = [one for one in stock if one.reprint and one.reprint.is_traditional]
    assert len(copies) > 10
    for copy in copies:
        assert copy.reprint is not None
        assert traditional(copy.body) == copy.body
        if parent := by_number.get(copy.reprint.parent or 0):
            lead = parent.paragraphs[0].removeprefix(parent.dateline)
            assert traditional(lead) in copy.body
            assert lead not in copy.body


def test_reprints_name_an_earlier_article_of_another_channel() -> None:
    stock = {one.number: one for one in generate(7, 4000)}
    methods: Counter[str] = Counter()
    for copy in stock.values():
        if copy.reprint is None:
            continue
        methods[copy.reprint.method] += 1
        if copy.reprint.parent is None:
            assert copy.reprint.lag_min_seconds is None
            continue
        parent = stock[copy.reprint.parent]
        assert parent.number < copy.number
        assert parent.channel != copy.channel
        assert parent.story == copy.story
        assert (copy.published < parent.published) == copy.reprint.is_contradicted
        assert (copy.reprint.method == "declared_link") == (copy.origin_url == parent.url)
        assert copy.reprint.lag_min_seconds is not None
        assert copy.reprint.lag_max_seconds is not None
        true_lag = (copy.published - parent.published).total_seconds()
        assert copy.reprint.lag_min_seconds <= true_lag <= copy.reprint.lag_max_seconds
    assert set(methods) == {
        "declared_link", "declared_name", "dateline", "original_headline", "containment",
    }  # fmt: skip
    assert min(methods.values()) > 20


def test_lags_respect_precision() -> None:
    day, minute = "day", "minute"
    article = next(generate(1, 1)).published.replace(hour=9, minute=30, second=12)
    assert lag(article, day, article, day) == (-86_399, 86_399)
    assert lag(article, minute, article, minute) == (-59, 59)
    assert lag(article, "second", article, "second") == (0, 0)
    first, last = interval(article, day)
    assert (first.hour, last.hour, last.second) == (0, 23, 59)


def shingles(text: str) -> set[str]:
    text = re.sub(r"\W", "", text)
    return {text[at : at + 5] for at in range(len(text) - 4)}


def test_unrelated_articles_are_no_near_duplicates() -> None:
    """Jaccard over 5-grams stays far below any near-duplicate bound (bulletins apart)."""
    texts = [(one.story, shingles(one.body)) for one in generate(8, 250) if one.kind != "bulletin"]
    worst = max(
        len(a & b) / len(a | b) for (s, a), (t, b) in combinations(texts, 2) if s != t
    )  # fmt: skip
    assert worst < 0.3, f"J = {worst:.2f}"


def test_bulletins_of_one_template_are_alike_and_no_story() -> None:
    bulletins = [one for one in generate(9, 2500) if one.kind == "bulletin"][:60]
    assert len({one.story for one in bulletins}) == len(bulletins) > 50
    alike = [
        (a, b)
        for a, b in combinations(bulletins, 2)
        if len(shingles(a.body) & shingles(b.body)) / len(shingles(a.body) | shingles(b.body)) > 0.3
    ]
    assert len(alike) > 100


def test_period_can_be_any() -> None:
    days = {one.published.date() for one in generate(1, 400, date(2016, 1, 1), date(2016, 12, 31))}
    assert min(days) == date(2016, 1, 1)
    assert max(days) >= date(2016, 12, 25)
