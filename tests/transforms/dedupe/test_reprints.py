"""Who copied whom: evidence in its order of strength, honest lags, what was cut and added."""

from __future__ import annotations

from datetime import UTC
from typing import Any

import pyarrow as pa
import pytest

from newsroom import truth
from tests.transforms.dedupe.texts import START, article, body, hours, outlets, table
from transforms.dedupe import Deduped, dedupe
from transforms.lake.schema import ARTICLES, OUTLETS

TEXT = body("reprint", 15)
OURS = outlets(source="章贡新报", copier="梅江晚讯", third="虔北在线")


def reprints(*rows: dict[str, Any]) -> list[dict[str, Any]]:
    return list(dedupe(table(*rows), outlets=OURS).reprints.to_pylist())


def source(**columns: Any) -> dict[str, Any]:
    columns = {"channel": "source", "origins": ["章贡新报"], "origin": "章贡新报"} | columns
    return article("src", TEXT, **columns)


def copy(**columns: Any) -> dict[str, Any]:
    return article("cpy", TEXT, **{"channel": "copier", "published_at": hours(5)} | columns)


@pytest.mark.parametrize(
    ("columns", "method"),
    [
        ({"origin_url": "http://source.example/src", "origins": ["章贡新报"]}, "declared_link"),
        ({"origins": ["章贡新报客户端"], "origin": "章贡新报客户端"}, "declared_name"),
        ({"dateline_outlet": "章贡新报", "dateline_raw": "章贡新报讯（记者 甲）"}, "dateline"),
        (
            {"original_headline": "山村里的新变化", "headline": "乡亲们有了新去处"},
            "original_headline",
        ),
        ({}, "containment"),
    ],
)
def test_the_evidence_names_the_method(columns: dict[str, Any], method: str) -> None:
    [edge] = reprints(source(), copy(**columns))

    assert (edge["child_id"], edge["parent_id"], edge["method"]) == ("cpy", "src", method)
    assert (edge["lag_min_seconds"], edge["lag_max_seconds"]) == (5 * 3600 - 59, 5 * 3600 + 59)
    assert edge["is_contradicted"] is False


def test_confidence_falls_with_the_strength_of_the_evidence() -> None:
    found = [
        reprints(source(), copy(origin_url="http://source.example/src"))[0]["confidence"],
        reprints(source(), copy(origins=["章贡新报"]))[0]["confidence"],
        reprints(source(), copy(dateline_outlet="章贡新报"))[0]["confidence"],
        reprints(source(), copy())[0]["confidence"],
    ]

    assert found == sorted(found, reverse=True)
    assert len(set(found)) == 4


def test_an_outlet_we_do_not_crawl_is_an_edge_without_an_article() -> None:
    [edge] = reprints(copy(origins=["远方通讯社"]))

    assert (edge["parent_id"], edge["parent_outlet"]) == (None, "远方通讯社")
    assert edge["lag_min_seconds"] is None


def test_copies_of_one_absent_source_are_no_copies_of_each_other() -> None:
    other = article("oth", TEXT, channel="third", origins=["远方通讯社"])

    edges = reprints(other, copy(origins=["远方通讯社"]))

    assert {edge["parent_id"] for edge in edges} == {None}


def test_who_credits_itself_is_no_copy() -> None:
    assert reprints(source(), copy(origins=["梅江晚讯客户端"])) == []


def test_ben_wang_copied_along_names_nobody() -> None:
    [edge] = reprints(source(), copy(dateline_outlet="本网", dateline_raw="本网讯（记者 甲）"))

    assert edge["method"] == "containment"


def test_a_credited_source_later_than_its_copy_is_kept_as_a_contradiction() -> None:
    [edge] = reprints(source(published_at=hours(8)), copy(origins=["章贡新报"]))

    assert edge["is_contradicted"] is True
    assert edge["lag_max_seconds"] < 0


def test_without_credits_overlapping_times_give_no_direction() -> None:
    day = {"published_at": START, "published_precision": "day", "origins": None, "origin": None}

    assert reprints(source(**day), copy(published_at=hours(5))) == []


def test_an_uncredited_copy_points_at_the_original_not_at_another_copy() -> None:
    other = article("oth", TEXT, channel="third", origins=["章贡新报"], published_at=hours(2))

    edges = {edge["child_id"]: edge for edge in reprints(source(), other, copy())}

    assert edges["cpy"]["parent_id"] == "src"
    assert edges["oth"]["parent_id"] == "src"


def test_what_the_copy_cut_and_added_is_a_row_each() -> None:
    paragraphs = TEXT.split("\n")
    changed = "\n".join([*paragraphs[:2], *paragraphs[3:], "相关链接：本栏目另有报道，敬请留意。"])
    child = copy(origins=["章贡新报"], headline="乡亲们有了新去处")
    child |= {"body": changed, "match_text": changed}

    changes = dedupe(table(source(), child), outlets=OURS).reprint_changes.to_pylist()

    assert [(row["change"], row["position"], row["text"]) for row in changes] == [
        ("headline_changed", None, "乡亲们有了新去处"),
        ("paragraph_added", len(paragraphs) - 1, "相关链接：本栏目另有报道，敬请留意。"),
        ("paragraph_cut", 2, paragraphs[2]),
    ]


@pytest.fixture(scope="module")
def newsroom() -> Deduped:
    rows = [
        {
            "article_id": truth.article_id(one.channel, one.url),
            "channel": one.channel,
            "url": one.url,
            "canonical_url": one.url,
            "headline": one.headline,
            "body": one.body,
            "match_text": one.body.removeprefix(one.dateline),
            "published_at": truth.published_at(one).astimezone(UTC),
            "published_precision": one.precision,
            "origin": one.origin,
            "origins": list(one.origins),
            "origin_url": one.origin_url,
            "original_headline": one.original_headline,
            "dateline_raw": one.dateline or None,
            "dateline_outlet": one.dateline_outlet,
            "first_seen_at": one.published.astimezone(UTC),
        }
        for one in truth.articles(size=1500)
    ]
    schema = pa.schema([ARTICLES.field(name) for name in rows[0]])
    names = [{"outlet": c.outlet, "aliases": [c.title], "channel": c.name} for c in truth.CHANNELS]
    seeds = pa.Table.from_pylist(names, schema=OUTLETS)
    return dedupe(pa.Table.from_pylist(rows, schema=schema), outlets=seeds)


def test_edges_agree_with_the_truth_of_the_newsroom(newsroom: Deduped) -> None:
    wanted = {
        (
            truth.article_id(*edge.child),
            truth.article_id(*edge.parent) if edge.parent else None,
        ): edge
        for edge in truth.edges(size=1500)
    }
    found = {(row["child_id"], row["parent_id"]): row for row in newsroom.reprints.to_pylist()}
    hits = wanted.keys() & found.keys()
    reverse = {(parent, child) for child, parent in wanted if parent}

    assert len(hits) / len(found) >= 0.98, f"precision {len(hits)} of {len(found)}"
    assert len(hits) / len(wanted) >= 0.98, f"recall {len(hits)} of {len(wanted)}"
    assert not found.keys() & reverse
    for key in hits:
        lags = found[key]["lag_min_seconds"], found[key]["lag_max_seconds"]
        assert lags == (wanted[key].lag_min_seconds, wanted[key].lag_max_seconds), key


def test_stories_agree_with_the_truth_of_the_newsroom(newsroom: Deduped) -> None:
    story = dict(
        zip(
            *(newsroom.members[name].to_pylist() for name in ("article_id", "story_id")),
            strict=True,
        )
    )
    true_story = {
        truth.article_id(*member): one.story
        for one in truth.stories(size=1500)
        for member in one.members
    }
    mixed: dict[str, set[str]] = {}
    for article_id, name in story.items():
        mixed.setdefault(name, set()).add(true_story[article_id])
    count = len(set(true_story.values()))

    assert [names for names in mixed.values() if len(names) > 1] == []
    assert len(mixed) <= 1.05 * count, f"{len(mixed)} found, {count} true"
