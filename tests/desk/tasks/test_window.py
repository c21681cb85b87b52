from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.tasks.steps import partition_of, plan_crawls
from desk.tasks.window import Window, from_key, window_of
from storage.clock import beijing_today

DAYS = st.dates(date(1999, 1, 1), date(2040, 12, 31))


@given(DAYS, DAYS)
def test_a_key_names_its_window(one: date, other: date) -> None:
    window = Window(min(one, other), max(one, other))
    assert from_key(window.key) == window


@given(DAYS)
def test_open_windows_have_keys_too(day: date) -> None:
    assert from_key(Window(day, None).key) == Window(day, None)
    assert from_key(Window(None, day).key) == Window(None, day)


def test_a_day_is_its_own_key() -> None:
    day = date(2019, 2, 24)
    assert Window(day, day).key == "2019-02-24"


def test_dates_of_the_form_win_over_the_partition() -> None:
    params = {"since": "2019-02-01", "until": None}
    assert window_of(params, "2019-02-24") == Window(date(2019, 2, 1), None)
    assert window_of({}, "2019-02-24") == Window(date(2019, 2, 24), date(2019, 2, 24))
    assert window_of({}, None) == Window(None, None)


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"since": "2019-02-30"}, "since is no day"),
        ({"since": "24.2.2019"}, "since is no day"),
        ({"until": 20190224}, "until is no day"),
        ({"since": "2019-02-02", "until": "2019-02-01"}, "is after"),
    ],
)
def test_bad_dates_are_refused(params: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        window_of(params, None)


def test_a_run_hands_on_its_days_its_partition_or_today() -> None:
    assert partition_of({"since": "2019-02-01", "until": "2019-02-03"}, None) == (
        "2019-02-01..2019-02-03"
    )
    assert partition_of({}, "2019-02-24") == "2019-02-24"
    assert partition_of({}, None) == str(beijing_today())


def test_a_plan_has_one_crawl_per_channel_with_the_days_of_its_partition() -> None:
    plan = plan_crawls({"channels": ["sample_rss", "sample_trs"], "max_pages": 3}, "2019-02-24")

    assert [crawl["channel"] for crawl in plan] == ["sample_rss", "sample_trs"]
    assert plan[0]["arguments"] == {"since": "2019-02-24", "until": "2019-02-24", "max_pages": 3}


def test_a_crawl_of_the_sample_newsroom_ends_where_it_ends() -> None:
    [crawl] = plan_crawls({"channels": ["sample_rss"], "until": "2026-01-01"}, None)
    assert crawl["arguments"]["until"] == "2019-03-11"


def test_the_sample_newsroom_has_nothing_after_its_last_day() -> None:
    assert plan_crawls({"channels": ["sample_rss"]}, "2026-11-24") == []


def test_live_channels_need_a_contact_address(monkeypatch: pytest.MonkeyPatch) -> None:
    from desk.channels import choose

    monkeypatch.delenv("CRAWL_CONTACT", raising=False)
    live = choose("live")[:1]
    with pytest.raises(ValueError, match="CRAWL_CONTACT"):
        plan_crawls({"channels": live}, None)

    monkeypatch.setenv("CRAWL_CONTACT", "mailto:desk@example.org")
    assert [crawl["channel"] for crawl in plan_crawls({"channels": live}, None)] == live
