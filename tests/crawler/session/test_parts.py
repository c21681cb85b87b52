"""The parts of durability, each on its own: verdict, ledger, recovery, files, locks."""

from __future__ import annotations

import json
import os
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scrapy.http import HtmlResponse, Request
from scrapy.settings import Settings

from archive.gzip_members import whole_length
from archive.pointer import WarcPointer
from archive.verify import problems
from archive.warc_reader import read_at, scan
from archive.warc_writer import WarcFiles, encode
from crawler.extract.date_patterns import iso_day
from crawler.failures import plain
from crawler.items import Article, Block, to_line
from crawler.session.crawl_session import CrawlSession
from crawler.session.ledger import Ledger
from crawler.session.ledger_records import FetchedArticle, RevisitRule
from crawler.session.raw_items import content_hash, content_hash_of_line, encode_line
from crawler.session.recovery import rebuild, recover
from crawler.session.verdict import Counts, judge
from storage.exit_codes import CrawlExit
from storage.files import AppendFile
from storage.leases import LeaseHeldError
from storage.paths import ChannelPaths, new_crawl_id

if TYPE_CHECKING:
    from pathlib import Path

GOOD = Counts(scrapy_reason="finished", links_found=30, fetched=31, items=30, lists_fetched=1)
NEVER = replace(GOOD, links_found=0, fetched=0, items=0, lists_fetched=0, lists_failed=1)
RULE = RevisitRule(days=7, after_seconds=3600, max_checks=3)
URL = "http://a.test/a/1.html"


@pytest.mark.parametrize(
    ("counts", "code"),
    [
        (GOOD, CrawlExit.OK),
        (replace(GOOD, items=0, done_before=30), CrawlExit.OK),
        (replace(GOOD, failed=1, errors={"http_404": 1}), CrawlExit.OK),
        (replace(GOOD, links_found=0, items=0), CrawlExit.NOTHING_FOUND),
        (replace(GOOD, list_length=14, usual_length=30.0), CrawlExit.HALF_OF_USUAL),
        (replace(GOOD, list_length=15, usual_length=30.0), CrawlExit.OK),
        (replace(GOOD, list_length=3, usual_length=8.0), CrawlExit.OK),
        (replace(GOOD, list_length=None, usual_length=30.0), CrawlExit.OK),
        (replace(GOOD, links_found=3, list_length=30, usual_length=30.0), CrawlExit.OK),
        (replace(GOOD, traps_closed=1), CrawlExit.OK),
        (replace(GOOD, traps_closed=1, blocked_by_traps=4), CrawlExit.TRAP_CLOSED),
        (replace(GOOD, links_found=0, items=0, blocked_by_traps=4), CrawlExit.NOTHING_FOUND),
        (replace(GOOD, items=0, failed=30, errors={"timeout": 30}), CrawlExit.ALL_FAILED),
        (replace(GOOD, items=10, failed=20, errors={"http_500": 20}), CrawlExit.ALL_FAILED),
        (replace(GOOD, items=20, failed=10, errors={"http_500": 10}), CrawlExit.OK),
        (replace(GOOD, items=20, failed=9, errors={"host_dead": 5}), CrawlExit.HOST_DEAD),
        (replace(NEVER, errors={"robots_unreachable": 1}), CrawlExit.ROBOTS_UNREACHABLE),
        (replace(NEVER, errors={"dns": 1}), CrawlExit.HOST_DEAD),
        (replace(NEVER, errors={"timeout": 2}), CrawlExit.HOST_DEAD),
        (replace(NEVER, errors={"robots": 1}), CrawlExit.FORBIDDEN_BY_ROBOTS),
        (replace(NEVER, errors={"http_500": 1}), CrawlExit.ALL_FAILED),
        (replace(NEVER, lists_failed=0, spider_errors=1), CrawlExit.SPIDER_ERROR),
        (replace(NEVER, lists_failed=0, scrapy_reason="start_error"), CrawlExit.SPIDER_ERROR),
        (replace(GOOD, scrapy_reason="shutdown"), CrawlExit.INTERRUPTED),
        (replace(GOOD, scrapy_reason="page_budget"), CrawlExit.BUDGET_HIT),
        (replace(GOOD, scrapy_reason="closespider_timeout"), CrawlExit.BUDGET_HIT),
        (replace(GOOD, scrapy_reason="disk_full", problem="No space"), CrawlExit.DISK_FULL),
    ],
)
def test_how_a_crawl_ended(counts: Counts, code: int) -> None:
    verdict = judge(counts)
    assert verdict.exit_code == code, verdict
    assert "\n" not in verdict.reason
    assert " | " in verdict.reason or "|" in verdict.reason, "Chinese | English"


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
    assert [known.canonical_url for known in ledger.open_articles(3)] == [URL]
    done(ledger)
    assert [*ledger.open_articles(3)] == []
    known = ledger.get(URL)
    assert known is not None
    assert (known.state, known.list_date) == ("done", "2019-02-24")


def test_a_failed_article_is_asked_for_a_few_times(ledger: Ledger) -> None:
    ledger.add_link(URL, {"url": URL}, None, "c")
    for attempt in range(3):
        assert len([*ledger.open_articles(3)]) == 1, attempt
        ledger.record_failure(URL, "http_500")
        ledger.commit()
    assert [*ledger.open_articles(3)] == []


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


def killed_crawl(paths: ChannelPaths, items: int) -> str:
    """What a crawl leaves behind when it dies after so many items, with a torn tail."""
    crawl_id = new_crawl_id()
    warc = WarcFiles(paths, crawl_id, max_bytes=10**9)
    lines = []
    for number in range(items):
        request = Request(f"{URL}?{number}")
        response = HtmlResponse(request.url, body=b"<p>x" * 100)
        pointer = warc.append(encode(request, response, date="2019-02-24T00:00:00Z", meta={}))
        item = {"canonical_url": request.url, "url": request.url, "channel": "tiny"}
        item |= {"fetched_at": "2019-02-24T00:00:00+00:00", "warc": [vars_of(pointer)]}
        lines.append(encode_line(item))
    part = paths.items(crawl_id).with_name(f"{crawl_id}.jsonl.part")
    part.parent.mkdir(parents=True, exist_ok=True)
    part.write_bytes(b"".join(lines) + b'{"canonical_url": "torn')
    with next(paths.raw("warc").glob("*.open")).open("ab") as file:
        file.write(b"\x1f\x8b\x08torn")
    row = paths.crawl(crawl_id).with_name(f"{crawl_id}.json.part")
    row.parent.mkdir(parents=True, exist_ok=True)
    row.write_text(json.dumps({"crawl_id": crawl_id, "channel": "tiny", "finished_at": None}))
    return crawl_id


def vars_of(pointer: Any) -> dict[str, Any]:
    return {"file": pointer.file, "offset": pointer.offset, "digest": pointer.digest}


def test_a_killed_crawl_is_brought_in_once(tmp_path: Path) -> None:
    paths = ChannelPaths(tmp_path, "tiny")
    crawl_id = killed_crawl(paths, 3)
    ledger = Ledger(paths.ledger)
    for _ in range(2):
        recover(paths, ledger)
        assert len(paths.items(crawl_id).read_bytes().splitlines()) == 3
        assert ledger.counts() == {"done": 3}
        row = json.loads(paths.crawl(crawl_id).read_bytes())
        assert (row["finish_reason"], row["items"], row["finished_at"]) == ("killed", 3, None)
    assert [*problems(paths)] == []
    assert [*tmp_path.rglob("*.part")] == []


def test_items_whose_bytes_were_lost_are_fetched_again(tmp_path: Path) -> None:
    """After a power cut the archive may end before the items do."""
    paths = ChannelPaths(tmp_path, "tiny")
    crawl_id = killed_crawl(paths, 3)
    [warc] = paths.raw("warc").glob("*.open")
    offset = json.loads(
        paths.items(crawl_id).with_name(f"{crawl_id}.jsonl.part").read_bytes().splitlines()[2]
    )["warc"][0]["offset"]
    with warc.open("r+b") as file:
        file.truncate(offset + 5)
    ledger = Ledger(paths.ledger)
    recover(paths, ledger)
    assert ledger.counts() == {"done": 2}
    assert [*problems(paths)] == []


def test_a_lost_ledger_is_made_again_from_the_items(tmp_path: Path) -> None:
    paths = ChannelPaths(tmp_path, "tiny")
    killed_crawl(paths, 3)
    recover(paths, Ledger(paths.ledger))
    paths.ledger.unlink()
    ledger = Ledger(paths.ledger)
    assert rebuild(paths, ledger) == 3
    assert ledger.counts() == {"done": 3}


@settings(deadline=None)  # a busy machine is no failure
@given(st.integers(min_value=0, max_value=4000))
def test_a_cut_archive_is_whole_up_to_the_cut(length: int) -> None:
    import tempfile
    from pathlib import Path as SystemPath

    with tempfile.TemporaryDirectory() as folder:
        paths = ChannelPaths(SystemPath(folder), "tiny")
        files = WarcFiles(paths, "c", max_bytes=10**9)
        for number in range(3):
            request = Request(f"{URL}?{number}")
            response = HtmlResponse(request.url, body=b"<p>x")
            files.append(encode(request, response, date="2019-02-24T00:00:00Z", meta={"n": number}))
        files.close()
        [path] = paths.raw("warc").iterdir()
        whole = path.read_bytes()
        path.write_bytes(whole[:length])
        good = whole_length(path)
        assert good <= min(length, len(whole))
        path.write_bytes(whole[:good])
        records = [*scan(path)]
        assert [archived.meta["n"] for archived in records] == [*range(len(records))]
        assert all(read_at(path, archived.offset).body == b"<p>x" for archived in records)


def test_a_record_that_does_not_fit_leaves_no_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = AppendFile(tmp_path / "x")
    file.append(b"first\n")
    write, calls = os.write, []

    def full(fd: int, data: Any) -> int:
        calls.append(len(data))
        if len(calls) == 1:
            return write(fd, data[:3])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(OSError, match="No space"):
        file.append(b"second\n")
    monkeypatch.setattr(os, "write", write)
    file.append(b"third\n")
    file.close()
    assert (tmp_path / "x").read_bytes() == b"first\nthird\n"


def test_a_channel_is_crawled_by_one(tmp_path: Path) -> None:
    settings = Settings({"COVERAGE_DATA": str(tmp_path), "WARC_MAX_BYTES": 10**9})
    first = CrawlSession.open("tiny", settings)
    with pytest.raises(LeaseHeldError, match=f"channel tiny is held by process {os.getpid()} on"):
        CrawlSession.open("tiny", settings)
    first.close(first.first_row)
    second = CrawlSession.open("tiny", settings)
    second.close(second.first_row)


@pytest.mark.parametrize("name", ["..", "a/b", "/etc", "a\0b", "A", "", "x" * 99, "频道", "a.b"])
def test_a_channel_name_cannot_leave_the_data_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="not a channel name"):
        ChannelPaths(tmp_path, name)


def test_crawl_ids_sort_by_time() -> None:
    ids = [new_crawl_id() for _ in range(200)]
    assert ids == sorted(ids)
    assert len(ids[0]) == 23


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("2019-02-24 07:42", "2019-02-24"),
        ("2019年02月24日", "2019-02-24"),
        ("/20190224/1.html", "2019-02-24"),
        ("02-24", None),
        ("昨天", None),
        (None, None),
        ("Tue, 22 Jan 2019 13:22:00 +0800", None),
        ("Tue, 22 Jan 2019 11:22:00 +0800", None),
        ("2019-13-22", None),
    ],
)
def test_days_of_lists(printed: str | None, day: str | None) -> None:
    assert iso_day(printed) == day


def test_what_goes_to_a_log_is_one_plain_line() -> None:
    assert plain("a\r\n\x1b[31mb\u202ec" + "x" * 999).startswith("a [31mb c")
    assert len(plain("x" * 999)) == 200


@given(st.text(), st.lists(st.text(alphabet=st.characters(exclude_categories=())), max_size=3))
def test_an_item_is_stored_as_json_writes_it(text: str, links: list[str]) -> None:
    item = Article(
        channel="a",
        url="http://a.test/1",
        canonical_url="http://a.test/1",
        fetched_at="2019-02-24T00:00:00+00:00",
        headline_raw=text,
        blocks=[Block(text=text, links=links)],
        warc=[WarcPointer(file="a", offset=2**40, digest="sha1:A")],
    )
    written = json.dumps(to_line(item), ensure_ascii=False, separators=(",", ":"))
    assert encode_line(item) == written.encode("utf-8", "replace") + b"\n"
    assert content_hash(item) == content_hash_of_line(json.loads(encode_line(item)))


def test_a_lone_surrogate_does_not_cost_the_item() -> None:
    assert json.loads(encode_line({"text": "江西\ud83d"}))["text"] == "江西?"
