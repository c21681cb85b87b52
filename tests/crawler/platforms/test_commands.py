"""The commands for people who keep channels: list them, begin a new one, record a page."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import re
import shutil
import string
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader

from bench.hostile.crawls import REPOSITORY
from newsroom.newsroom import Newsroom
from newsroom.server import serving
from tests.crawler.platforms.crawling import scrapy

if TYPE_CHECKING:
    from pathlib import Path

TEMPLATES = sorted((REPOSITORY / "crawler" / "templates" / "spiders").glob("*.tmpl"))


def test_channels_prints_one_json_line_each() -> None:
    listed = sorted(SpiderLoader(Settings({"SPIDER_MODULES": ["crawler.spiders"]})).list())
    rows = [json.loads(line) for line in scrapy("channels").stdout.splitlines()]

    assert [row["channel"] for row in rows] == listed
    assert len([row for row in rows if not row["is_sample"]]) >= 20
    assert len({row["platform"] for row in rows}) >= 9
    keys = {"channel", "title", "region_code", "platform", "is_sample", "is_verified"}
    keys |= {"entry_points", "evidence"}
    assert all(set(row) == keys and row["title"] for row in rows)
    assert all(row["entry_points"] for row in rows if row["platform"] != "saved")


def test_an_unknown_channel_is_one_line() -> None:
    run = scrapy("channels", "no_such_channel")

    assert run.returncode == 2
    assert "no such channel: no_such_channel" in run.stderr.splitlines()[-1]


@pytest.mark.parametrize("verb", ["crawl", "ledger", "replay", "channels"])
def test_a_typo_in_a_channels_name_is_told_the_nearest(verb: str, tmp_path: Path) -> None:
    run = scrapy(verb, "smaple_trs", COVERAGE_DATA=str(tmp_path))

    assert run.returncode == 2
    assert "no such channel: smaple_trs; did you mean sample_trs" in run.stderr.splitlines()[-1]


def test_a_file_that_makes_no_channel_is_told_in_one_line(tmp_path: Path) -> None:
    package = tmp_path / "spoilt"
    package.mkdir()
    (package / "__init__.py").write_text("")
    for name, start in (("text_city", "'http://a.test/'"), ("good_city", "['http://a.test/']")):
        (package / f"{name}.py").write_text(
            "from crawler.platforms.static_list import StaticListSpider\n"
            f"class {name.title().replace('_', '')}Spider(StaticListSpider):\n    name = '{name}'\n"
            f"    title = '城'\n    region_code = '360700'\n    start_urls = {start}\n"
        )
    only = ("-s", "SPIDER_MODULES=spoilt")
    place = {"PYTHONPATH": str(tmp_path), "COVERAGE_DATA": str(tmp_path / "data")}
    fault = "spoilt/text_city.py: start_urls is text and no list"

    listed = scrapy("channels", *only, **place)
    assert [json.loads(line)["channel"] for line in listed.stdout.splitlines()] == ["good_city"]
    assert len(listed.stderr.splitlines()) == 1
    assert fault in listed.stderr
    for verb in ("channels", "crawl"):
        run = scrapy(verb, *only, "text_city", **place)
        assert run.returncode == 2
        assert fault in run.stderr.splitlines()[-1]
        assert "Traceback" not in run.stderr


def test_channels_is_a_table_at_a_terminal_and_json_when_asked() -> None:
    assert "ganzhou_gov" in (shown := at_a_terminal("channels", "ganzhou_gov", "newsyc"))
    assert "seen" in shown
    assert "unverified" in shown
    assert not shown.lstrip().startswith("{")
    row = json.loads(at_a_terminal("channels", "--json", "newsyc"))
    assert row["is_verified"] is False


def at_a_terminal(*arguments: str) -> str:
    """What the command writes to a terminal 200 columns wide."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "scrapy", *arguments],
        cwd=REPOSITORY,
        env=os.environ | {"COLUMNS": "200", "TERM": "dumb"},
        stdout=theirs,
    )
    os.close(theirs)
    written = b""
    with contextlib.suppress(OSError):  # EIO: the other end is closed
        while data := os.read(ours, 65536):
            written += data
    os.close(ours)
    assert process.wait(60) == 0
    return written.decode()


def test_genspider_begins_a_channel_that_is_listed_at_once(tmp_path: Path) -> None:
    """In a copy of the crawler, so that the new channel does not land in the project."""
    for room in ("storage", "dates", "archive", "crawler"):
        ignore = shutil.ignore_patterns("*.pyc")
        shutil.copytree(REPOSITORY / room, tmp_path / room, ignore=ignore)
    shutil.copy(REPOSITORY / "scrapy.cfg", tmp_path)

    made = in_project(tmp_path, "genspider", "-t", "trs", "new_county", "www.county.gov.cn")
    rows = in_project(tmp_path, "channels", "new_county").stdout.splitlines()

    assert made.returncode == 0, made.stderr
    assert json.loads(rows[0]) == {
        "channel": "new_county",
        "title": "www.county.gov.cn",
        "region_code": "100000",
        "platform": "trs",
        "is_sample": False,
        "is_verified": False,
        "entry_points": ["https://www.county.gov.cn"],
        "evidence": ["unverified: where was it met? then also seen=YYYY-MM"],
    }


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("-t", "no_such", "new_county", "www.county.gov.cn"), "no such template: no_such"),
        (("new_county", "www.county.gov.cn"), "no such template: basic"),
        (("-d", "no_such"), "no such template: no_such"),
        (("-t", "trs", "sample_trs", "www.county.gov.cn"), "sample_trs exists"),
        (("-t", "trs", "../county", "www.county.gov.cn"), "not a channel name"),
    ],
)
def test_what_genspider_refuses_is_one_line_and_an_exit_code(
    arguments: tuple[str, ...], words: str
) -> None:
    before = sorted((REPOSITORY / "crawler" / "spiders").iterdir())

    run = scrapy("genspider", *arguments)

    assert run.returncode == 2
    assert words in run.stderr.splitlines()[-1]
    assert "Traceback" not in run.stderr
    assert sorted((REPOSITORY / "crawler" / "spiders").iterdir()) == before


def in_project(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "scrapy", *arguments],
        cwd=project,
        env=os.environ | {"PYTHONPATH": str(project)},
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_every_platform_has_a_template_that_is_a_channel(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    values = {"classname": "NewSpider", "name": "new", "domain": "x.cn", "url": "https://x.cn"}
    room: dict[str, Any] = {}
    exec(compile(string.Template(text).substitute(values), template.name, "exec"), room)

    spider = room["NewSpider"]
    assert spider.platform == template.stem
    assert spider.entries()[0].startswith("https://x.cn")
    assert len(text.splitlines()) <= 25


def test_no_platform_lacks_a_template() -> None:
    folder = REPOSITORY / "crawler" / "platforms"
    platforms = re.findall(
        r"^    platform = \"(\w+)\"",
        "".join(p.read_text() for p in folder.glob("*.py")),
        re.MULTILINE,
    )

    assert sorted({*platforms} - {"saved"}) == [template.stem for template in TEMPLATES]


def test_record_keeps_a_page_and_its_item(tmp_path: Path) -> None:
    newsroom = Newsroom()
    url = newsroom.view("sample_trs").articles[0].url
    with serving(newsroom) as gateway:
        run = scrapy(
            "record", url, "--into", str(tmp_path / "pages"),
            NEWSROOM_GATEWAY=gateway.address, COVERAGE_DATA=str(tmp_path / "data"),
        )  # fmt: skip
    assert run.returncode == 0, run.stderr
    [page] = tmp_path.glob("pages/sample_trs/*.html")
    item = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
    assert page.read_bytes() == newsroom.respond(url).body
    assert item["url"] == url
    assert item["headline_raw"] == newsroom.view("sample_trs").articles[0].headline
    assert not (tmp_path / "data" / "state" / "ledger").exists(), (
        "the channel's ledger learnt of it"
    )

    again = scrapy("record", str(page), "--url", url, "--into", str(tmp_path / "again"))

    assert again.returncode == 0, again.stderr
    [copy] = tmp_path.glob("again/sample_trs/*.json")
    other = json.loads(copy.read_text(encoding="utf-8"))
    assert other | {"fetched_at": None} == item | {"fetched_at": None}
