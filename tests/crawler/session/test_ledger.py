"""What the ledger holds of articles and of earlier crawls."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from crawler.session.ledger import Ledger
from crawler.session.ledger_records import FetchedArticle, RevisitRule
from crawler.session.ledger_schema import is_damage

if TYPE_CHECKING:
    from pathlib import Path

    from time_machine import TimeMachineFixture

RULE = RevisitRule(days=7, after_seconds=3600, max_checks=3)
URL = "http://a.test/a/1.html"


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "ledger.sqlite")


def done(ledger: Ledger, url: str = URL, **values: Any) -> None:
    at = datetime.now(UTC) - timedelta(days=2)
    given = {"canonical_url": url, "url": url, "fetched_at": at.isoformat(timespec="seconds")}
    ledger.record_fetched([FetchedArticle(**given | values)], "20190224T000000Z-000002")
    ledger.commit()


def test_an_article_is_owed_until_it_is_done(ledger: Ledger) -> None:
    ledger.add_link(URL, {"url": URL}, "2019-02-24", "20190224T000000Z-000001")
    ledger.commit()
    assert [known.canonical_url for known in ledger.open_articles()] == [URL]
    done(ledger)
    assert [*ledger.open_articles()] == []
    known = ledger.get(URL)
    assert known is not None
    assert (known.state, known.list_date) == ("done", "2019-02-24")


def test_a_failed_article_is_owed_however_often_it_fails(ledger: Ledger) -> None:
    ledger.add_link(URL, {"url": URL}, None, "c")
    for kind in ("http_500", "robots_unreachable", "host_dead", "budget", "timeout", "http_403"):
        ledger.record_failure(URL, kind)
        ledger.commit()
        assert [entry.canonical_url for entry in ledger.open_articles()] == [URL], kind


def test_only_its_own_404_on_several_days_of_a_week_gives_an_article_up(
    ledger: Ledger, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(datetime(2026, 3, 1, tzinfo=UTC), tick=False)
    ledger.add_link(URL, {"url": URL}, None, "c")
    for day, hour, state in [
        (1, 1, "failed"),
        (1, 2, "failed"),
        (2, 1, "failed"),
        (3, 1, "failed"),
        (7, 1, "failed"),
        (8, 1, "given_up"),
        (9, 1, "given_up"),
    ]:
        time_machine.move_to(datetime(2026, 3, day, hour, tzinfo=UTC), tick=False)
        assert ledger.record_missing(URL, "http_404") == state, (day, hour)
    assert [*ledger.open_articles()] == []
    assert ledger.reopen([URL], "reopened") == 1
    assert len([*ledger.open_articles()]) == 1


def test_a_removed_article_is_gone_after_two_looks_a_day_apart(
    ledger: Ledger, time_machine: TimeMachineFixture
) -> None:
    done(ledger)
    for day, hour, state in [(1, 15, "done"), (1, 17, "done"), (2, 15, "gone")]:
        time_machine.move_to(datetime(2026, 3, day, hour, tzinfo=UTC), tick=False)
        assert ledger.record_missing(URL, "http_410") == state, (day, hour)


def test_a_clock_ahead_gives_nothing_up(ledger: Ledger, time_machine: TimeMachineFixture) -> None:
    now = datetime(2026, 3, 1, 1, tzinfo=UTC)
    time_machine.move_to(now, tick=False)
    ledger.add_link(URL, {"url": URL}, None, "c")
    for ahead in (0, 1, 400):
        time_machine.move_to(now + timedelta(days=ahead), tick=False)
        ledger.record_missing(URL, "http_404")
    assert ledger.counts() == {"given_up": 1}
    time_machine.move_to(now + timedelta(days=2), tick=False)
    assert ledger.forget_future() == 1
    assert ledger.counts() == {"failed": 1}


def test_what_an_older_version_gave_up_is_owed(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    with sqlite3.connect(path) as old:
        old.execute(
            "create table articles (canonical_url text primary key, state text not null check"
            " (state in ('seen', 'done', 'failed', 'gone')), request text not null, list_date text,"
            " noted_by text not null, first_seen_at text not null, attempts integer not null"
            " default 0, error text, url text, fetched_at text, checked_at text, checks integer"
            " not null default 0, etag text, last_modified text, digest text, content_hash text,"
            " crawl_id text) without rowid"
        )
        old.execute(
            "insert into articles (canonical_url, state, request, noted_by, first_seen_at,"
            " attempts) values (?, 'failed', '{}', 'c', '2026-03-01T00:00:00+00:00', 3)",
            (URL,),
        )
    ledger = Ledger(path)
    assert [entry.canonical_url for entry in ledger.open_articles()] == [URL]
    assert ledger.record_missing(URL, "http_404") == "failed"
    assert ledger.counts() == {"failed": 1}


def test_a_full_disk_is_no_damage(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    path.write_bytes(b"no database" * 1000)
    with pytest.raises(sqlite3.DatabaseError) as damaged:
        Ledger(path)
    assert is_damage(damaged.value)
    small = sqlite3.connect(tmp_path / "small.sqlite")
    small.execute("pragma page_size = 512")
    small.execute("pragma max_page_count = 3")
    with pytest.raises(sqlite3.DatabaseError) as full:
        small.execute("create table t as select hex(randomblob(9000)) as x")
    assert not is_damage(full.value)


def test_a_done_article_stays_done_when_another_look_fails(ledger: Ledger) -> None:
    done(ledger)
    ledger.record_failure(URL, "timeout")
    known = ledger.get(URL)
    assert known is not None
    assert known.state == "done"


def test_recent_is_recent_by_the_channels_own_newest_day(ledger: Ledger) -> None:
    for day in range(1, 29):
        url = f"{URL}?{day}"
        ledger.add_link(url, {}, f"2019-02-{day:02}", "c")
        done(ledger, url)
    due = {known.list_date for known in ledger.due_revisits(RULE)}
    assert due == {f"2019-02-{day}" for day in range(21, 29)}
    for known in [*ledger.due_revisits(RULE)]:
        ledger.record_unchanged(known.canonical_url)
    assert [*ledger.due_revisits(RULE)] == []


def test_a_misprinted_year_does_not_make_all_else_old(ledger: Ledger) -> None:
    ledger.add_link(URL, {}, "2019-02-24", "c")
    ledger.add_link(f"{URL}?", {}, "2091-02-24", "c")
    done(ledger)
    done(ledger, f"{URL}?")
    assert str(ledger.newest_date()) == "2019-02-24"


def test_what_a_later_crawl_noted_does_not_count_as_read_whole(ledger: Ledger) -> None:
    for crawl_id in ("20190224T000000Z-000001", "20190225T000000Z-000001"):
        ledger.crawls.begin(crawl_id, datetime.now(UTC))
    ledger.add_link(URL, {}, None, "20190224T000000Z-000001")
    ledger.add_link(f"{URL}?", {}, None, "20190225T000000Z-000001")
    common = {"arguments": "{}", "links_found": 1, "exit_code": 0}
    ledger.crawls.record("20190224T000000Z-000001", is_complete=True, **common)
    ledger.crawls.record("20190225T000000Z-000001", is_complete=False, **common)
    complete = ledger.crawls.last_complete()
    assert complete == "20190224T000000Z-000001"
    assert ledger.was_listed_by(URL, complete)
    assert not ledger.was_listed_by(f"{URL}?", complete)
    assert not ledger.was_listed_by("http://a.test/unknown", complete)


def test_the_usual_length_is_a_median_of_good_crawls_with_the_same_arguments(
    ledger: Ledger,
) -> None:
    lengths = [(30.0, 0), (0.0, 3), (28.0, 0), (900.0, 1), (None, 0), (32.0, 0)]
    for number, (length, code) in enumerate(lengths):
        ledger.crawls.record(
            f"c{number}", arguments="{}", links_found=9, exit_code=code, is_complete=True,
            list_length=length,
        )  # fmt: skip
    assert ledger.crawls.usual_length("{}") == 30
    assert ledger.crawls.usual_length('{"since": "2019-01-01"}') is None


def test_a_ledger_without_lengths_of_lists_learns_them(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    with sqlite3.connect(path) as old:
        old.execute(
            "create table crawls (crawl_id text primary key, arguments text not null, links_found"
            " integer not null, exit_code integer not null, is_complete integer not null)"
        )
        old.execute("insert into crawls values ('a', '{}', 300, 0, 1)")
    ledger = Ledger(path)
    for name in "bcd":
        ledger.crawls.record(
            name, arguments="{}", links_found=9, exit_code=0, is_complete=True, list_length=20
        )
    assert ledger.crawls.last_complete() == "d"
    assert ledger.crawls.usual_length("{}") == 20


def test_an_empty_file_is_a_damaged_ledger_and_stays(tmp_path: Path) -> None:
    """SQLite takes it for a new one: what was owed would be forgotten without a word."""
    path = tmp_path / "ledger.sqlite"
    path.touch()

    with pytest.raises(sqlite3.DatabaseError, match="empty") as caught:
        Ledger(path)

    assert is_damage(caught.value)
    assert path.stat().st_size == 0


def test_a_new_ledger_appears_with_its_tables(tmp_path: Path) -> None:
    """Killed while it makes one, a crawl leaves none: what stands under the name is whole."""
    path = tmp_path / "state" / "ledger.sqlite"

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("crawler.session.ledger_schema.SCHEMA", "no sql")
        with pytest.raises(sqlite3.OperationalError):
            Ledger(path)
    assert [*path.parent.iterdir()] == []

    Ledger(path).close()
    assert [found.name for found in path.parent.iterdir()] == ["ledger.sqlite"]
