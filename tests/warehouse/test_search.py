"""Search finds what looking through every text finds, however the texts are kept."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.warehouse import lake
from transforms.clean.normalize import search_text
from warehouse import search
from warehouse.build import build
from warehouse.reader import open_catalogue, run
from warehouse.search import folding, marks_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import duckdb

FIRST_DAY = date(2019, 1, 1)
ALPHABET = "主攻工业赣州三年翻番a1 B%_'\n,。𠮷é🙂"
TEXTS = st.text(ALPHABET, max_size=12)


def texts(count: int) -> list[str]:
    """Texts that share most of their characters, of no particular order."""
    chosen = []
    for number in range(count):
        places = [
            (number * 7 + place * place * (1 + number % 5)) for place in range(3 + number % 9)
        ]
        chosen.append("".join(ALPHABET[place % len(ALPHABET)] for place in places))
    return [*chosen, "", "主", "主攻", "乾隆年间", "GDP增长8.5%,3月", "'; drop table x"]


@pytest.fixture(scope="module", params=[250_000, 200, 0], ids=["all kept", "newest kept", "a day"])
def catalogue(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[duckdb.DuckDBPyConnection]:
    """More texts than a stripe holds; every 50th has no date."""
    data = tmp_path_factory.mktemp("search")
    articles = []
    for number, text in enumerate(texts(4500)):
        day = FIRST_DAY + timedelta(days=number % 40)
        when = None if number % 50 == 3 else f"{day} {number % 24:02}:{number % 60:02}"
        articles.append(
            lake.article(number, "alpha", when, "题", search_text=text if number % 11 else None)
        )
    lake.write_lake(data, {"articles": articles, "channels": [lake.channel("alpha", "甲报网")]})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "KEPT_ARTICLES", request.param)
        build(data)
    with open_catalogue(data) as connection:
        yield connection


WINDOWS = st.sampled_from([(None, None), (0, 39), (10, 20), (38, None), (None, 1), (30, 3)])


@settings(max_examples=40, deadline=None)
@given(words=TEXTS, window=WINDOWS, at_most=st.sampled_from([None, 1, 7, 200, 9000]))
@example(words="主", window=(None, None), at_most=7)
@example(words="主攻", window=(None, None), at_most=9000)
def test_search_is_the_scan(
    catalogue: duckdb.DuckDBPyConnection,
    words: str,
    window: tuple[int | None, int | None],
    at_most: int | None,
) -> None:
    since, until = (None if d is None else FIRST_DAY + timedelta(days=d) for d in window)
    values = {"words": words, "since": since, "until": until}
    found = run(
        catalogue,
        "select article_id, first_offset"
        f" from search($words, $since, $until, at_most := {at_most or 'null'})",
        values,
    )
    scanned = run(
        catalogue,
        "select article_id, instr(search_text, $words) - 1 from articles"
        " where $words <> '' and contains(search_text, $words)"
        " and ($since is null or published_date >= cast($since as date))"
        " and ($until is null or published_date <= cast($until as date))"
        " order by published_local_at desc nulls last, article_id"
        f" limit {at_most or 10**6}",
        values,
    )

    assert list(zip(*found.to_pydict().values(), strict=True)) == list(
        zip(*scanned.to_pydict().values(), strict=True)
    )


def test_the_newest_hits_are_given_first(catalogue: duckdb.DuckDBPyConnection) -> None:
    everything = run(catalogue, "from search('主', at_most := null)")
    newest = run(catalogue, "from search('主')")

    assert everything.num_rows > 1000
    assert newest.equals(everything.slice(0, 200))
    assert run(catalogue, "from search('主', at_most := 3)").equals(everything.slice(0, 3))


SNIPPETS = {
    "前" * 31 + "标\n准" + "后" * 31: "…" + "前" * 30 + "标 准" + "后" * 30 + "…",
    "前" * 30 + "标\n准" + "后" * 30: "前" * 30 + "标 准" + "后" * 30,
    "标\n准": "标 准",
}


def test_a_snippet_says_where_it_cuts(tmp_path: Path) -> None:
    articles = [
        lake.article(number, "alpha", f"2019-02-0{9 - number} 08:00", "题", search_text=text)
        for number, text in enumerate(SNIPPETS)
    ]
    lake.write_lake(tmp_path, {"articles": articles, "channels": [lake.channel("alpha", "甲")]})
    build(tmp_path)

    with open_catalogue(tmp_path) as connection:
        found = run(connection, "from search($words)", {"words": "标\n准"}).to_pydict()

    assert found["snippet"] == list(SNIPPETS.values())


@settings(max_examples=25, deadline=None)
@given(
    text=st.text(
        st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=2, max_size=12
    )
)
def test_the_macro_marks_words_as_texts_are_marked(
    catalogue: duckdb.DuckDBPyConnection, text: str
) -> None:
    words = sorted(set(text) | {text[place : place + 2] for place in range(len(text) - 1)})
    found = run(catalogue, MARKS_OF_WORDS, {"words": words}).to_pydict()

    assert len(found["mark"]) == len(words)
    assert set(found["mark"]) == set(marks_of(text).tolist())


MARKS_OF_WORDS = """
select case
    when length(word) > 1
        then (unicode(substr(word, 1, 1)) * 2654435761
            + unicode(substr(word, 2, 1)) * 2246822519) % 4294967296 // 1048576
    else 4096 + unicode(word)
end as mark
from (select unnest($words) as word)
"""


@pytest.mark.parametrize("words", ["主攻", "主", "ＧＤＰ", "GDP", "贛州", "增長８.5", "乾隆"])
def test_words_are_found_as_their_texts_were_cleaned(
    catalogue: duckdb.DuckDBPyConnection, words: str
) -> None:
    found = run(catalogue, "from search($words)", {"words": words})
    plain = run(catalogue, "from search($words)", {"words": search_text(words)})

    assert found.num_rows
    assert found.equals(plain)


def test_folding_never_touches_what_a_cleaned_text_can_hold() -> None:
    written, searched = (side[1:-1].replace("''", "'") for side in folding().values())

    assert len(written) == len(searched) > 3000
    assert all(search_text(old) in {new, ""} for old, new in zip(written, searched, strict=True))
    assert not set(written) & set(search_text("乾隆、樊於期、瞭望、角徵羽、狼藉"))
    assert all(unicodedata.is_normalized("NFKC", new) for new in searched)


@settings(deadline=None)
@given(seconds=st.integers(-300_000_000, 2_200_000_000))
def test_the_clock_of_beijing_is_that_of_the_calendar(
    catalogue: duckdb.DuckDBPyConnection, seconds: int
) -> None:
    moment = datetime.fromtimestamp(seconds, UTC)
    both = run(
        catalogue,
        "select beijing($moment) as ours, timezone('Asia/Shanghai', $moment) as theirs",
        {"moment": moment},
    ).to_pylist()

    assert both[0]["ours"] == both[0]["theirs"]
