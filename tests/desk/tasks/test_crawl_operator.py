"""The crawl task: real crawls of the sample newsroom, stopped, refused, judged."""

from __future__ import annotations

import json
import logging
import signal
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest

from desk.process_tree import HOME_VARIABLE
from desk.settings import airflow_home
from desk.tasks import crawl_operator
from desk.tasks.crawl_operator import (
    CrawlBusyError,
    CrawlError,
    CrawlHopelessError,
    CrawlOperator,
)
from newsroom.newsroom import Newsroom
from newsroom.server import serving
from storage.paths import data_folder
from tests.desk.desks import crawls, poll, raw_items

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def newsroom(own_data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A newsroom in this process; its state file turns faults on."""
    state = own_data_folder / "newsroom.state.json"
    with serving(Newsroom(), 0, state) as gateway:
        monkeypatch.setenv("NEWSROOM_GATEWAY", gateway.address)
        monkeypatch.setenv(HOME_VARIABLE, str(airflow_home()))
        yield state


def fault(state: Path, *faults: str) -> None:
    state.write_text(json.dumps({"faults": list(faults)}))


def operator(channel: str, **arguments: Any) -> CrawlOperator:
    return CrawlOperator(task_id="crawl", channel=channel, arguments=arguments)


def test_a_crawl_gives_its_row_and_its_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)

    row = operator("sample_json").execute({})

    assert row["channel"] == "sample_json"
    assert row["items"] == len(raw_items(data_folder(), "sample_json")) > 10
    assert row["exit_code"] == 0


def test_arguments_are_handed_over_and_nulls_are_not() -> None:
    row = operator("sample_json", since="2019-03-01", until=None, max_pages=2).execute({})
    assert (row["since_date"], row["until_date"]) == ("2019-03-01", None)


@pytest.mark.parametrize(
    ("channel", "kind", "error", "words"),
    [
        ("sample_rss", "robotsdeny", CrawlHopelessError, "robots.txt forbids"),
        ("sample_static", "empty", CrawlHopelessError, "no article"),
        ("sample_json", "dead", CrawlError, "cannot be reached|could not be had"),
    ],
)
def test_the_class_of_a_failure_says_whether_to_try_again(
    newsroom: Path, channel: str, kind: str, error: type[Exception], words: str
) -> None:
    fault(newsroom, f"{channel}={kind}")

    with pytest.raises(CrawlError, match=words) as caught:
        operator(channel).execute({})

    assert type(caught.value) is error
    assert str(caught.value).startswith(f"{channel}: ")
    assert "\n" not in str(caught.value)


def test_what_cannot_be_a_channel_is_not_run() -> None:
    with pytest.raises(CrawlHopelessError, match="not a channel id"):
        operator("../../bin/sh").execute({})
    with pytest.raises(CrawlHopelessError, match="no such channel"):
        operator("sample_nothing").execute({})
    with pytest.raises(CrawlHopelessError, match="max_pages"):
        operator("sample_json", max_pages="many").execute({})


def test_a_stopped_task_stops_its_crawl_within_airflows_patience(newsroom: Path) -> None:
    fault(newsroom, "sample_people=slow:0.5")
    task = operator("sample_people")
    raised: list[BaseException] = []
    thread = threading.Thread(target=lambda: raised.append(_error_of(task)))
    thread.start()
    [process] = poll(lambda: crawls(data_folder()), "the crawl runs")
    time.sleep(2)

    began = time.monotonic()
    task.on_kill()

    assert time.monotonic() - began < 5.5
    poll(lambda: not crawls(data_folder()), "the crawl is gone", 10)
    thread.join(30)
    assert isinstance(raised[0], CrawlError)
    assert process.pid


def test_a_second_crawl_of_a_channel_waits_for_the_first(newsroom: Path) -> None:
    fault(newsroom, "sample_rss=slow:0.2")
    rows: list[dict[str, Any]] = []
    threads = [
        threading.Thread(target=lambda: rows.append(operator("sample_rss").execute({})))
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)

    assert [row["exit_code"] for row in rows] == [0, 0]
    addresses = [item["canonical_url"] for item in raw_items(data_folder(), "sample_rss")]
    assert len(addresses) == len(set(addresses)) == rows[0]["items"] + rows[1]["items"]


@pytest.mark.parametrize(
    ("exit_code", "error"),
    [
        (2, CrawlHopelessError),
        (9, CrawlHopelessError),
        (11, CrawlHopelessError),
        (10, CrawlBusyError),
        (6, CrawlError),
        (13, CrawlError),
        (-signal.SIGKILL, CrawlError),
    ],
)
def test_every_exit_code_but_zero_is_red(exit_code: int, error: type[Exception]) -> None:
    with pytest.raises(error) as caught:
        crawl_operator._judge("sample_rss", exit_code, {}, "sample_rss: why | why")
    assert type(caught.value) is error


def test_log_lines_keep_their_level_and_cannot_forge_another() -> None:
    class Said:
        stdout = [
            b"2026-11-24 18:45:06 [scrapy.core.engine] ERROR: bad\n",
            b"Traceback (most recent call last):\n",
            b"2026-11-24 18:45:07 [x] WARNING: title \x1b[31m\xe4\xb8\xbb\x00\n",
            b"sample_rss: done\n",
            b"\n",
            b"2026-11-24 18:45:07 [x] INFO: " + b"a" * 9000,
        ]

    lines = list(crawl_operator._read_log(Said(), "sample_rss"))  # type: ignore[arg-type]

    assert [level for level, _ in lines] == [40, 40, 30, 20, 20]
    assert lines[2][1] == "[x] title  [31m主 "
    assert len(lines[4][1]) <= crawl_operator.LINE_LIMIT


def _error_of(task: CrawlOperator) -> BaseException:
    try:
        task.execute({})
    except BaseException as error:
        return error
    raise AssertionError("the crawl was not stopped")
