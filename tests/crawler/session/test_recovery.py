"""What a killed crawl left is brought in once; files are whole, a channel is crawled by one."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scrapy.http import HtmlResponse, Request
from scrapy.settings import Settings

from archive.gzip_members import whole_length
from archive.verify import problems
from archive.warc_reader import read_at, scan
from archive.warc_writer import WarcFiles, encode
from crawler.session.crawl_session import CrawlSession
from crawler.session.ledger import Ledger
from crawler.session.raw_items import encode_line
from crawler.session.recovery import rebuild, recover
from storage.files import AppendFile
from storage.leases import LeaseHeldError
from storage.paths import ChannelPaths, new_crawl_id

if TYPE_CHECKING:
    from pathlib import Path

URL = "http://a.test/a/1.html"


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
