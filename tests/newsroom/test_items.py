"""Raw items at scale: the crawler's own shape, counted, in bounded memory; truth as a file."""

from __future__ import annotations

import json
import tracemalloc
from dataclasses import fields
from datetime import date, timedelta
from typing import TYPE_CHECKING

from crawler.items import Article, Block, Stated
from newsroom import truth
from newsroom.__main__ import main
from newsroom.channels import CHANNELS
from newsroom.grammar import SINCE, UNTIL, generate
from newsroom.items import item, write_items

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def lines(folder: Path) -> list[dict[str, object]]:
    return [
        json.loads(line)
        for path in sorted((folder / "raw" / "items").rglob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]


def test_a_line_is_an_item_of_the_crawler() -> None:
    for article in generate(2, 800):
        made = item(article, "2019-03-11T16:00:00+00:00", noise=article.number % 2 == 0)
        assert list(made) == [one.name for one in fields(Article)]
        blocks = [Block(**block) for block in made["blocks"]]
        assert [block.text for block in blocks][: len(article.paragraphs)] == article.paragraphs
        assert all(Stated(**one).raw for one in made["published"] + made["credits"])
        assert made["canonical_url"] == article.url
        assert made["origin_url"] == article.origin_url


def test_noise_is_blocks_after_the_article_and_no_part_of_it() -> None:
    article = next(generate(2, 1))
    plain, noisy = (item(article, "x", noise=noise)["blocks"] for noise in (False, True))
    assert noisy[: len(plain)] == plain
    rest = [block["text"] for block in noisy[len(plain) :]]
    assert any(text.startswith("播放数：") for text in rest)
    assert not set(rest) & set(article.paragraphs)


def test_writes_exactly_what_was_asked_and_the_same_again(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    told = write_items(one, articles=3000)
    assert write_items(two, articles=3000) == told
    found = lines(one)
    assert len(found) == told["articles"] == 3000
    assert len({(row["channel"], row["canonical_url"]) for row in found}) == 3000
    for path in one.rglob("*.json*"):
        assert path.read_bytes() == (two / path.relative_to(one)).read_bytes()
    by_channel = {path.parent.name for path in (one / "raw/items").rglob("*.jsonl")}
    assert by_channel == {f"channel={channel.name}" for channel in CHANNELS}


def test_each_file_has_a_crawls_row_that_covers_its_days(tmp_path: Path) -> None:
    write_items(tmp_path, articles=1500)
    for path in (tmp_path / "raw/items").rglob("*.jsonl"):
        crawl = tmp_path / "raw/crawls" / path.parent.name / f"{path.stem}.json"
        row = json.loads(crawl.read_text("utf-8"))
        assert row["items"] == len(path.read_text("utf-8").splitlines())
        for line in path.read_text("utf-8").splitlines():
            day = json.loads(line)["published"][0]["raw"][:10].replace("年", "-").replace("月", "-")
            assert row["complete_from_date"] <= day <= row["complete_until_date"]
    channels = (tmp_path / "raw/channels.jsonl").read_text("utf-8").splitlines()
    assert len(channels) == len(CHANNELS)


def test_workers_share_the_work_and_no_address(tmp_path: Path) -> None:
    told = write_items(tmp_path, articles=1001, workers=2)
    assert told["articles"] == 1001
    assert len({(row["channel"], row["url"]) for row in lines(tmp_path)}) == 1001


def test_memory_does_not_grow_with_the_stream() -> None:
    def peak(articles: int) -> int:
        tracemalloc.start()
        for _ in generate(11, articles):
            pass
        _, highest = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return highest

    peak(200)  # tables that are made once
    assert peak(3000) < 3 * peak(750) + 200_000


def test_the_shell_writes_items_and_truth(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["items", "--articles", "50", "--out", str(tmp_path), "--noise"]) == 0
    assert json.loads(capsys.readouterr().out)["articles"] == 50
    out = tmp_path / "truth.json"
    assert main(["truth", "--out", str(out)]) == 0
    told = json.loads(out.read_text("utf-8"))
    assert len(told["articles"]) == len(truth.articles())
    assert len(told["edges"]) == len(truth.edges()) > 50
    assert main(["truth", "--out", str(tmp_path / "no" / "folder.json")]) == 2


def test_edges_stories_and_siblings_agree() -> None:
    stories = {member: one.story for one in truth.stories() for member in one.members}
    assert set(stories) == {truth.key(one) for one in truth.articles()}
    edges = truth.edges()
    for edge in edges:
        if edge.parent is not None:
            assert stories[edge.child] == stories[edge.parent]
            assert frozenset((edge.child, edge.parent)) not in map(frozenset, truth.siblings())
    assert {edge.method for edge in edges} == {
        "declared_link", "declared_name", "dateline", "original_headline", "containment",
    }  # fmt: skip
    assert any(edge.is_contradicted for edge in edges)
    assert any(edge.parent is None for edge in edges)


def test_first_movers_need_disjoint_times() -> None:
    published = {truth.key(one): one for one in truth.articles()}
    for story in truth.stories():
        times = sorted(truth.published_at(published[member]) for member in story.members)
        if story.first is None:
            assert len(times) > 1
        else:
            assert truth.published_at(published[story.first]) == times[0]
    assert any(one.first is None for one in truth.stories())


def test_days_are_covered_silent_partly_or_unknown() -> None:
    week = [date(2019, 2, 17) + timedelta(days=n) for n in range(7)]
    days = truth.channel_days("sample_static", week, partly=[week[1]])
    states = {day.day: day.state for day in days}
    assert len(days) == (UNTIL - SINCE).days + 1
    assert states[week[1]] == "partly"
    assert states[date(2019, 2, 16)] == "not_crawled"
    assert states[date(2019, 2, 22)] == "silent"
    assert truth.silent_since("sample_static") == date(2019, 2, 21)
    assert {day.state for day in days if day.article_count and day.day in week[2:]} <= {"covered"}
