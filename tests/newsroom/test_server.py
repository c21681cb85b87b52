"""The gateway over real sockets: both request forms, validators, state file, every fault."""

from __future__ import annotations

import http.client
import json
import signal
import subprocess
import sys
import threading
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from newsroom.__main__ import main
from newsroom.channels import CHANNELS
from newsroom.faults import KINDS, parse_fault
from newsroom.newsroom import Newsroom
from newsroom.server import Gateway, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
LISTS = "http://static.newsroom.test/news/"


@pytest.fixture(scope="module")
def gateway() -> Iterator[Gateway]:
    with serving() as running:
        yield running


def get(gateway: Gateway, url: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """As a proxy client asks: absolute form. Header names with _ for -."""
    connection = http.client.HTTPConnection("127.0.0.1", gateway.server_port, timeout=60)
    try:
        connection.request("GET", url, headers={k.replace("_", "-"): v for k, v in headers.items()})
        answer = connection.getresponse()
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
    finally:
        connection.close()


def an_article(channel: str, newsroom: Newsroom | None = None) -> str:
    return (newsroom or Newsroom()).view(channel).articles[2].url


def test_answers_as_a_proxy_and_as_a_host(gateway: Gateway) -> None:
    absolute = get(gateway, LISTS)
    by_host = get(gateway, "/news/", Host="static.newsroom.test")
    assert absolute[0] == by_host[0] == 200
    assert absolute[2] == by_host[2] != b""
    assert get(gateway, "http://elsewhere.example/")[0] == 502


@pytest.mark.parametrize("channel", [channel.name for channel in CHANNELS])
def test_every_channel_has_robots_and_validators(gateway: Gateway, channel: str) -> None:
    url = an_article(channel)
    status, _, robots = get(gateway, "/".join(url.split("/")[:3]) + "/robots.txt")
    assert status == 200
    assert b"Disallow: /admin/" in robots
    status, headers, body = get(gateway, url)
    assert (status, len(body)) == (200, int(headers["content-length"]))
    assert get(gateway, url, If_None_Match=headers["etag"])[0] == 304
    assert get(gateway, url, If_None_Match='"other"')[0] == 200
    assert get(gateway, url, If_Modified_Since=headers["last-modified"])[0] == 304
    assert get(gateway, url, If_Modified_Since="Tue, 01 Jan 2013 00:00:00 GMT")[0] == 200
    assert get(gateway, url, If_Modified_Since="nonsense")[0] == 200


def test_head_has_no_body_and_a_connection_is_kept(gateway: Gateway) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", gateway.server_port, timeout=60)
    for method in ("HEAD", "GET", "GET"):
        connection.request(method, LISTS)
        body = connection.getresponse().read()
        assert (body == b"") == (method == "HEAD")
    connection.close()


def test_many_visitors_at_once(gateway: Gateway) -> None:
    found: list[int] = []
    urls = [article.url for article in gateway.newsroom.view("sample_json").articles]
    visitors = [
        threading.Thread(target=lambda url=url: found.append(get(gateway, url)[0])) for url in urls
    ]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join(60)
    assert found == [200] * len(urls)


def test_time_passes_by_the_state_file(tmp_path: Path) -> None:
    state = tmp_path / "state.json"
    with serving(Newsroom(until=date(2019, 1, 10)), state=state) as running:
        early = get(running, LISTS)[2]
        state.write_text("{half", "utf-8")
        assert get(running, LISTS)[2] == early
        state.write_text(json.dumps({"until": "2019-02-10", "faults": ["sample_rss=http500"]}))
        later = get(running, LISTS)[2]
        assert len(later) > len(early)
        assert get(running, "http://rss.newsroom.test/rss.xml")[0] == 500


def faulty(*faults: str) -> Newsroom:
    return Newsroom(faults=[parse_fault(text) for text in faults])


def test_a_dead_host_closes_the_connection() -> None:
    with serving(faulty("sample_static=dead")) as running:
        with pytest.raises((http.client.HTTPException, ConnectionError)):
            get(running, LISTS)
        assert get(running, "http://rss.newsroom.test/rss.xml")[0] == 200


@pytest.mark.parametrize(
    ("fault", "status"),
    [("robots503", 503), ("robots404", 404), ("robotsdeny", 200)],
)
def test_robots_faults(fault: str, status: int) -> None:
    with serving(faulty(f"sample_static={fault}")) as running:
        found, _, body = get(running, "http://static.newsroom.test/robots.txt")
        assert found == status
        assert (b"Disallow: /\n" in body) == (fault == "robotsdeny")


def test_errors_come_for_all_pages_some_or_once() -> None:
    with serving(faulty("sample_static=http500", "sample_rss=flaky", "sample_trs=ratelimit:3",
                        "sample_json=http500:2")) as running:  # fmt: skip
        assert get(running, LISTS)[0] == 500
        url = an_article("sample_rss")
        assert [get(running, url)[0] for _ in range(3)] == [503, 200, 200]
        statuses = [get(running, "http://www.trs.newsroom.test/zwgk/zwdt/") for _ in range(6)]
        assert [answer[0] for answer in statuses] == [200, 200, 429] * 2
        assert statuses[2][1]["retry-after"] == "1"
        urls = [one.url for one in running.newsroom.view("sample_json").articles]
        assert {get(running, url)[0] for url in urls} == {200, 500}
        assert get(running, "http://json.newsroom.test/api/list?page=1")[0] == 200


def test_slow_answers_wait() -> None:
    with serving(faulty("sample_static=slow:0.4")) as running:
        start = time.monotonic()
        assert get(running, LISTS)[0] == 200
        assert time.monotonic() - start >= 0.4


def test_a_moved_template_keeps_the_words_and_loses_the_selectors() -> None:
    url = an_article("sample_chinanews")
    plain = Newsroom().respond(url).body.decode()
    with serving(faulty("sample_chinanews=moved")) as running:
        moved = get(running, url)[2].decode()
    assert 'class="left_zw"' in plain
    assert 'class="left_zw"' not in moved
    assert "<h1" not in moved
    headline = Newsroom().view("sample_chinanews").articles[2].headline
    assert headline in moved


@pytest.mark.parametrize(
    "channel", ["sample_static", "sample_rss", "sample_json", "sample_sitemap"]
)
def test_empty_lists_are_well_formed(channel: str) -> None:
    entry = {
        "sample_static": LISTS,
        "sample_rss": "http://rss.newsroom.test/rss.xml",
        "sample_json": "http://json.newsroom.test/api/list?page=1",
        "sample_sitemap": "http://map.newsroom.test/sitemap_index.xml",
    }[channel]
    with serving(faulty(f"{channel}=empty")) as running:
        status, _, body = get(running, entry)
    assert status == 200
    assert an_article(channel).encode() not in body
    assert len(body) < len(Newsroom().respond(entry).body)
    if channel == "sample_json":
        assert json.loads(body)["data"]["list"] == []


def test_silence_edits_and_withdrawals_start_on_their_day() -> None:
    with serving(faulty("sample_rss=silent:2019-01-31")) as running:
        dates = get(running, "http://rss.newsroom.test/rss.xml")[2]
        assert b"Jan 2019" in dates
        assert b"Feb 2019" not in dates
    urls = [one.url for one in Newsroom().view("sample_static").articles]
    with serving(faulty("sample_static=edits:2019-03-01")) as running:
        changed = ["（更新）".encode() in get(running, url)[2] for url in urls]
        assert True in changed
        assert False in changed
        running.newsroom = Newsroom(until=date(2019, 2, 28), faults=running.newsroom.faults)
        assert not any("（更新）".encode() in get(running, url)[2] for url in urls)
    with serving(faulty("sample_static=gone:2019-03-01")) as running:
        assert {get(running, url)[0] for url in urls} == {200, 410}


def test_a_calendar_never_ends() -> None:
    with serving(faulty("sample_static=calendar")) as running:
        page = get(running, LISTS)[2].decode()
        for _ in range(5):
            link = page.split('href="/calendar/')[-1].split('"')[0]
            status, _, body = get(running, f"http://static.newsroom.test/calendar/{link}")
            page = body.decode()
            assert status == 200
            assert page.count('href="/calendar/') == 4


def test_session_ids_change_and_still_find_the_page() -> None:
    with serving(faulty("sample_static=jsessionid")) as running:
        one, two = (get(running, LISTS)[2].decode() for _ in range(2))
        assert one != two
        link = one.split('href="/news/')[1].split('"')[0]
        assert ";jsessionid=" in link
        assert get(running, f"http://static.newsroom.test/news/{link}")[0] == 200


def test_a_lying_header_a_cut_body_a_loop_a_challenge_a_flood() -> None:
    url = an_article("sample_enorth")
    with serving(faulty("sample_enorth=encodinglie")) as running:
        _, headers, body = get(running, url)
        assert headers["content-type"] == "text/html; charset=utf-8"
        with pytest.raises(UnicodeDecodeError):
            body.decode("utf-8")
    with (
        serving(faulty("sample_enorth=truncated")) as running,
        pytest.raises(http.client.IncompleteRead),
    ):
        get(running, url)
    with serving(faulty("sample_enorth=redirectloop")) as running:
        status, headers, _ = get(running, url)
        assert (status, headers["location"]) == (302, f"{url}?r=1")
        assert get(running, headers["location"])[1]["location"] == f"{url}?r=1&r=2"
    with serving(faulty("sample_enorth=challenge")) as running:
        assert b"location.reload" in get(running, url)[2]
    with serving(faulty("sample_enorth=huge")) as running:
        connection = http.client.HTTPConnection("127.0.0.1", running.server_port, timeout=60)
        connection.request("GET", url)
        assert len(connection.getresponse().read(5_000_000)) == 5_000_000
        connection.close()


@pytest.mark.parametrize(
    "text",
    [
        "nobody=dead",
        "sample_rss=sleepy",
        "sample_rss",
        "sample_rss=silent:soon",
        "sample_rss=slow:x",
    ],
)
def test_a_wrong_fault_is_one_clear_line(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--fault", text]) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert repr(text) in told


def test_every_fault_is_described() -> None:
    assert all(KINDS.values())
    assert len(KINDS) >= 15


@pytest.mark.parametrize("signum", [signal.SIGTERM, signal.SIGINT])
def test_serve_says_where_and_ends_on_a_signal(
    signum: signal.Signals, own_data_folder: Path
) -> None:
    command = [
        sys.executable,
        "-m",
        "newsroom",
        "serve",
        "--until",
        "2019-01-20",
        "--announce",
    ]
    note = own_data_folder / "newsroom.json"
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = json.loads(process.stdout.readline())["gateway"]
        assert json.loads(note.read_text("utf-8")) == {"gateway": address, "pid": process.pid}
        connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=60)
        connection.request("GET", LISTS)
        assert connection.getresponse().status == 200
        process.send_signal(signum)
        assert process.wait(30) == 0
    assert not note.exists()
