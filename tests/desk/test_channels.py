from __future__ import annotations

import pytest

from desk.channels import all_channels, choose, shown


def test_titles_are_read_without_importing_scrapy() -> None:
    assert shown("sample_ifeng") == "凤凰网江西（示例） · sample_ifeng"
    assert shown("unknown") == "unknown"
    assert all(channel.title for channel in all_channels())


def test_documents_on_disk_are_no_channel_to_crawl() -> None:
    assert not [c for c in all_channels() if c.channel.startswith("saved_")]


def test_the_sample_newsroom_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COVERAGE_CHANNELS", raising=False)
    assert len(choose()) == 11
    assert all(name.startswith("sample_") for name in choose())


def test_one_setting_turns_it_into_the_live_channels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COVERAGE_CHANNELS", "live")
    assert choose()
    assert not [name for name in choose() if name.startswith("sample_")]


def test_names_are_kept_in_order_and_once() -> None:
    assert choose("sample_rss, sample_json sample_rss") == ["sample_rss", "sample_json"]


@pytest.mark.parametrize("name", ["../../etc/passwd", "sample_nothing", "a" * 5000])
def test_an_unknown_name_is_refused_in_one_short_line(name: str) -> None:
    with pytest.raises(ValueError, match="no such channel") as caught:
        choose(name)
    assert len(str(caught.value)) < 200
