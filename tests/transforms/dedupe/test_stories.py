"""Stories: ids that stay, the same answer in any order and in any cut of the arrivals."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transforms.dedupe.texts import START, article, body, hours, table
from transforms.dedupe import dedupe
from transforms.dedupe.candidates import BAND_LOOK_BACK
from transforms.dedupe.sample_join import LIKELY_PARTNERS_MAX

BASES = [body(f"story {number}", 9) for number in range(3)]


def variant(base: int, edit: int) -> str:
    text = BASES[base]
    return (text, f"本报讯 {text}", text[: len(text) * 2 // 3], text[40:] + "（完）")[edit]


ARRIVALS = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=10
)


def arrivals(drawn: list[tuple[int, int, int]]) -> list[dict[str, Any]]:
    """(base, edit, day) per article; the id is no guide to the order."""
    return [
        article(f"{(at * 7) % 31:02d}", variant(base, edit), first_seen_at=hours(24 * day + at))
        for at, (base, edit, day) in enumerate(drawn)
    ]


@settings(deadline=None, max_examples=25)
@given(ARRIVALS, st.randoms())
def test_order_of_rows_does_not_matter(drawn: list[tuple[int, int, int]], dice: Any) -> None:
    rows = arrivals(drawn)
    expected = dedupe(table(*rows))
    dice.shuffle(rows)

    shuffled = dedupe(table(*rows))

    assert shuffled.members.equals(expected.members)
    assert shuffled.edges.equals(expected.edges)
    assert shuffled.stories.equals(expected.stories)
    assert shuffled.reprints.equals(expected.reprints)


@settings(deadline=None, max_examples=25)
@given(ARRIVALS)
def test_a_second_build_changes_nothing(drawn: list[tuple[int, int, int]]) -> None:
    articles = table(*arrivals(drawn))
    first = dedupe(articles)

    again = dedupe(articles, previous=first.members, build_id="again")

    assert again.members.equals(first.members)
    assert again.changes.num_rows == 0


@settings(deadline=None, max_examples=25)
@given(ARRIVALS)
def test_every_article_is_in_one_story_and_edges_join_stories(
    drawn: list[tuple[int, int, int]],
) -> None:
    deduped = dedupe(table(*arrivals(drawn)))
    story = dict(
        zip(
            *(deduped.members[name].to_pylist() for name in ("article_id", "story_id")), strict=True
        )
    )

    assert len(story) == len(drawn) == deduped.members.num_rows
    assert sum(deduped.stories["article_count"].to_pylist()) == len(drawn)
    assert deduped.members["is_representative"].to_pylist().count(True) == len(set(story.values()))
    for edge in deduped.edges.to_pylist():
        if edge["kind"] in ("same_text", "edited"):
            assert story[edge["a"]] == story[edge["b"]]


@settings(deadline=None, max_examples=15)
@given(ARRIVALS)
def test_day_by_day_gives_what_everything_at_once_gives(drawn: list[tuple[int, int, int]]) -> None:
    rows = arrivals(drawn)
    at_once = dedupe(table(*rows))
    rows.sort(key=lambda row: row["first_seen_at"])
    known: list[dict[str, Any]] = []
    members: pa.Table | None = None

    for day in sorted({row["first_seen_at"].date() for row in rows}):
        known += [row for row in rows if row["first_seen_at"].date() == day]
        members = dedupe(table(*known), previous=members, build_id=f"{day}").members

    assert members is not None
    assert members.equals(at_once.members)


def test_an_old_story_keeps_its_id_when_an_earlier_article_joins_late() -> None:
    second = article("b", BASES[0], first_seen_at=hours(5))
    first = dedupe(table(second))
    late = article("a", BASES[0], first_seen_at=hours(1))

    joined = dedupe(table(second, late), previous=first.members)

    assert set(joined.members["story_id"].to_pylist()) == {"b"}


def test_a_bridge_merges_two_stories_and_the_merge_is_recorded() -> None:
    text = body("bridge", 24)
    half = len(text) // 2
    ends = [
        article("a", text[: half + 120], headline="甲村夜校开课", first_seen_at=hours(1)),
        article("b", text[half - 120 :], headline="乙村校车上路", first_seen_at=hours(2)),
    ]
    before = dedupe(table(*ends))
    bridge = article("c", text, headline="甲村夜校开课 乙村校车上路", first_seen_at=hours(3))

    after = dedupe(table(*ends, bridge), previous=before.members, build_id="two")

    assert before.stories.num_rows == 2
    assert set(after.members["story_id"].to_pylist()) == {"a"}
    assert after.changes.to_pylist() == [
        {"story_id": "a", "other_story_id": "b", "change": "merged", "build_id": "two"}
    ]


def test_a_split_leaves_the_id_with_the_founder_and_is_recorded() -> None:
    rows = [article(name, BASES[0], first_seen_at=hours(at)) for at, name in enumerate("abc")]
    before = dedupe(table(*rows))
    corrected = rows[2] | {"body": BASES[1], "match_text": BASES[1]}

    after = dedupe(table(rows[0], rows[1], corrected), previous=before.members, build_id="two")

    assert after.members["story_id"].to_pylist() == ["a", "a", "c"]
    assert after.changes.to_pylist() == [
        {"story_id": "a", "other_story_id": "c", "change": "split", "build_id": "two"}
    ]


def test_a_freed_id_is_not_given_twice() -> None:
    rows = [article(name, BASES[0], first_seen_at=hours(at)) for at, name in enumerate("ab")]
    before = dedupe(table(*rows))
    alone = dedupe(table(rows[1]), previous=before.members)
    changed = rows[0] | {"body": BASES[1], "match_text": BASES[1], "first_seen_at": hours(9)}

    after = dedupe(table(rows[1], changed), previous=alone.members)

    assert alone.members["story_id"].to_pylist() == ["a"]
    assert len(set(after.members["story_id"].to_pylist())) == 2


def test_the_first_mover_is_named_only_if_the_precisions_allow() -> None:
    minute = article("a", BASES[0], published_at=hours(2))
    day = article("b", BASES[0], published_at=START, published_precision="day")
    later = article("c", BASES[0], published_at=hours(30))

    overlapping = dedupe(table(minute, day)).stories.to_pylist()[0]
    ordered = dedupe(table(minute, later)).stories.to_pylist()[0]
    unknown = dedupe(table(minute, later | {"published_at": None})).stories.to_pylist()[0]

    assert (overlapping["first_channel"], overlapping["first_at"]) == (None, START)
    assert (ordered["first_channel"], ordered["first_article_id"]) == ("channel_a", "a")
    assert unknown["first_article_id"] is None


@pytest.mark.slow
def test_equal_headlines_and_near_equal_texts_by_the_thousand_stay_bounded() -> None:
    from transforms.dedupe.candidates import find_candidates
    from transforms.dedupe.corpus import collect
    from transforms.dedupe.signatures import sign

    count = 20_000
    columns = {
        "article_id": [f"{at:06d}" for at in range(count)],
        "headline": ["同一个标题"] * count,
        "match_text": [f"{BASES[0]}第{at}次刊发" for at in range(count)],
    }
    corpus = collect([sign(pa.RecordBatch.from_pydict(columns))])

    pairs = find_candidates(corpus)

    per_article = len(pairs) / count
    assert per_article <= (corpus.bands.shape[0] + 2) * BAND_LOOK_BACK + LIKELY_PARTNERS_MAX
    assert per_article < 60, per_article


def test_ten_thousand_equal_headlines_without_a_body_are_ten_thousand_stories() -> None:
    rows = [article(f"{at:05d}", (None, "", "图")[at % 3], channel="c") for at in range(10_000)]

    deduped = dedupe(table(*rows))

    assert deduped.stories.num_rows == 10_000
    assert deduped.edges.num_rows == 0


def test_bulletins_that_differ_by_one_number_each_make_no_chain() -> None:
    rows = [
        article(
            f"{day:03d}-{low}", f"2月{day}日，全市气温{low}度，湿度{60 + low}%，出行请注意安全。"
        )
        for day in range(1, 28)
        for low in range(5)
    ]

    sizes = dedupe(table(*rows)).stories["article_count"].to_pylist()

    assert max(sizes) == 1


def test_an_advert_repeated_within_a_text_and_across_texts_is_no_story() -> None:
    rows = [article(f"{at:03d}", "限时优惠" * 500, headline="最新消息") for at in range(50)]

    assert dedupe(table(*rows)).stories.num_rows == 50


def test_an_empty_table_gives_empty_tables() -> None:
    deduped = dedupe(table())

    assert [part.num_rows for part in deduped] == [0] * 6
