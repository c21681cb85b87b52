from __future__ import annotations

import pytest
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader

from crawler.channel_kinds import is_verified
from desk.channels import all_channels, choose, class_attributes, live_among, shown


def test_titles_are_read_without_importing_scrapy() -> None:
    assert shown("sample_ifeng") == "凤凰网江西（示例） · sample_ifeng"
    assert shown("unknown") == "unknown"
    assert all(channel.title for channel in all_channels().values())


def test_attributes_are_those_scrapy_sees() -> None:
    loader = SpiderLoader(Settings({"SPIDER_MODULES": ["crawler.spiders"]}))
    for name, channel in all_channels().items():
        spider = loader.load(name)
        assert channel[1:] == (spider.title, spider.is_sample, is_verified(spider)), name


def test_a_file_with_an_error_is_a_channel_without_a_title_and_the_others_go_on() -> None:
    source = (
        'class X(Y):\n    """text"""\n    title: str = "甲"\n    is_sample = True\n    a = b = 1\n'
    )
    assert class_attributes(source) == {"title": "甲", "is_sample": True, "a": 1, "b": 1}
    assert class_attributes(source + "    def (") == {}
    assert class_attributes("import this_and_nothing_else") == {}


def test_documents_on_disk_are_no_channel_to_crawl() -> None:
    assert not [name for name in all_channels() if name.startswith("saved_")]


def test_the_sample_newsroom_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COVERAGE_CHANNELS", raising=False)
    assert len(choose()) == 11
    assert live_among(choose()) == []


def test_one_setting_turns_it_into_the_live_channels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COVERAGE_CHANNELS", "live")
    assert choose()
    assert live_among(choose()) == choose()


def test_a_guess_is_crawled_only_when_asked_for() -> None:
    live, guesses = choose("live"), choose("unverified")
    assert len(live) >= 35
    assert "gannan_daily" in guesses
    assert not set(live) & set(guesses)
    assert choose("gannan_daily") == ["gannan_daily"]


def test_names_are_kept_in_order_and_once() -> None:
    assert choose("sample_rss, sample_json sample_rss") == ["sample_rss", "sample_json"]


@pytest.mark.parametrize("name", ["../../etc/passwd", "sample_nothing", "a" * 5000])
def test_an_unknown_name_is_refused_in_one_short_line(name: str) -> None:
    with pytest.raises(ValueError, match="no such channel") as caught:
        choose(name)
    assert len(str(caught.value)) < 200
