"""Rules that hold for every channel: a new one is covered without a test of its own."""

from __future__ import annotations

import ast
import csv
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader

from crawler.channel_kinds import entries_of, is_live, is_verified
from crawler.platforms.base import ChannelSpider
from crawler.platforms.entries import Entry

REPOSITORY = Path(__file__).parents[2]
FOLDER = REPOSITORY / "crawler" / "spiders"
GAZETTEER = REPOSITORY / "transforms" / "seeds" / "regions.csv"
LOADER = SpiderLoader(Settings({"SPIDER_MODULES": ["crawler.spiders"]}))
CHANNELS = [LOADER.load(name) for name in sorted(LOADER.list())]
LIVE = [channel for channel in CHANNELS if is_live(channel)]


def test_every_file_is_one_channel() -> None:
    assert sorted(LOADER.list()) == sorted(path.stem for path in FOLDER.glob("[a-z]*.py"))


def test_there_are_thirty_five_live_channels_with_evidence_and_eleven_samples() -> None:
    assert sum(channel.is_sample for channel in CHANNELS) == 11
    assert sum(is_verified(channel) for channel in CHANNELS) >= 35


def test_all_cities_of_jiangxi_have_a_channel_that_is_no_guess() -> None:
    codes = {channel.region_code for channel in LIVE if is_verified(channel)}

    assert {f"36{number:02}00" for number in range(12)} <= codes


@pytest.mark.parametrize("channel", LIVE, ids=lambda channel: channel.name)
def test_every_entry_of_a_live_channel_carries_its_evidence(channel: type[ChannelSpider]) -> None:
    """A channel is verified or a guess as a whole: a guess beside it would fail every crawl."""
    entries = entries_of(channel)
    assert entries
    assert all(isinstance(entry, Entry) for entry in entries)
    assert len({bool(entry.seen) for entry in entries}) == 1


@pytest.mark.parametrize("seen", ["2026-13", "August 2026", "26-08", ""])
def test_evidence_of_no_month_is_refused(seen: str) -> None:
    with pytest.raises(ValueError, match="is not a month"):
        Entry("http://x.example/", seen=seen, evidence="a public crawler")
    with pytest.raises(ValueError, match="no evidence"):
        Entry("http://x.example/", seen="2026-08", evidence=" ")


def test_an_entry_is_an_address_that_says_where_it_was_met() -> None:
    entry = Entry("http://x.example/%Y", seen="2026-08", evidence="a public crawler")
    assert (entry, entry.told) == ("http://x.example/%Y", "seen 2026-08 in a public crawler")
    assert Entry("http://x.example/", evidence="a neighbour").told == "unverified: a neighbour"
    assert type(str(entry)) is str


@pytest.mark.parametrize("channel", CHANNELS, ids=lambda channel: channel.name)
def test_the_region_is_one_of_the_gazetteer(channel: type[ChannelSpider]) -> None:
    with GAZETTEER.open(encoding="utf-8") as file:
        today = {row["region_code"] for row in csv.DictReader(file) if not row["valid_to"]}
    assert channel.region_code in today | {"100000"}


@pytest.mark.parametrize("channel", CHANNELS, ids=lambda channel: channel.name)
def test_a_channel_says_who_it_is(channel: type[ChannelSpider]) -> None:
    camel = "".join(part.capitalize() for part in channel.name.split("_"))
    assert channel.__name__ == f"{camel}Spider"
    assert channel.__module__ == f"crawler.spiders.{channel.name}"
    assert re.fullmatch(r"[a-z][a-z0-9_]{1,47}", channel.name)
    assert channel.__doc__
    assert len(channel.__doc__.splitlines()[0]) <= 100
    assert re.search(r"[\u4e00-\u9fff]", channel.title)
    assert channel.is_sample == channel.name.startswith("sample_")


@pytest.mark.parametrize("channel", CHANNELS, ids=lambda channel: channel.name)
def test_a_channel_is_attributes_only_in_at_most_25_lines(channel: type[ChannelSpider]) -> None:
    text = (FOLDER / f"{channel.name}.py").read_text(encoding="utf-8")
    tree = ast.parse(text)
    [own] = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    kinds = {type(node) for node in own.body}
    assert kinds <= {ast.Expr, ast.Assign}
    assert {type(node) for node in tree.body} <= {ast.ImportFrom, ast.ClassDef}
    assert len(text.splitlines()) <= 25
    assert len(own.bases) == 1


@pytest.mark.parametrize("channel", CHANNELS, ids=lambda channel: channel.name)
def test_a_channel_begins_on_its_own_hosts_and_keeps_the_manners(
    channel: type[ChannelSpider],
) -> None:
    assert issubclass(channel, ChannelSpider)
    assert channel.platform
    assert not channel.custom_settings, "politeness is the project's, not the channel's"
    re.compile(channel.article_pattern)
    for entry in channel.entries():
        parts = urlsplit(entry)
        assert parts.scheme in ("http", "https")
        assert parts.hostname
        assert parts.hostname.endswith(".newsroom.test") == channel.is_sample
    assert all(re.fullmatch(r"[a-z0-9.-]+\.[a-z]+", host) for host in channel.hosts)


def test_titles_and_entry_points_are_not_shared() -> None:
    titles = [channel.title for channel in CHANNELS]
    entries = [entry for channel in CHANNELS for entry in channel.entries()]

    assert len(set(titles)) == len(titles)
    assert len(set(entries)) == len(entries)
