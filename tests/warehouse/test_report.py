"""The report: what it says is what the views say, and nothing scraped can run in it."""

from __future__ import annotations

import gzip
import os
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from archive.warc_reader import member_at
from tests.warehouse import lake
from tests.warehouse.conftest import small_rows
from tests.warehouse.payloads import MARK, PAYLOADS
from warehouse.build import build
from warehouse.errors import ArgumentError
from warehouse.report.attention import GAP_LABELS, bands
from warehouse.report.chart_style import draw_svg
from warehouse.report.cited_records import copy_record
from warehouse.report.comparisons import share
from warehouse.report.findings import Findings, gather
from warehouse.report.page import render, write_charts, write_report
from warehouse.report.sanitize import shown, web_address

if TYPE_CHECKING:
    from collections.abc import Iterator

CHROMIUM = Path("/usr/bin/chromium")
RECORD = b"WARC/1.1\r\nWARC-Type: response\r\nContent-Length: 5\r\n\r\nhello\r\n\r\n"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small lake, with an archived record behind article 1 and a hostile pointer behind 9."""
    data = tmp_path_factory.mktemp("report")
    warc = data / "raw" / "warc" / "channel=alpha" / "x-00000.warc.gz"
    warc.parent.mkdir(parents=True)
    first = gzip.compress(b"WARC/1.1\r\nWARC-Type: request\r\n\r\n")
    warc.write_bytes(first + gzip.compress(RECORD) + gzip.compress(RECORD))
    rows = small_rows()
    for row in rows["articles"]:
        if row["article_id"] == lake.article_id(1):
            row |= {"warc_file": str(warc.relative_to(data)), "warc_offset": len(first)}
        if row["article_id"] == lake.article_id(9):
            row |= {"warc_file": "../../etc/passwd", "warc_offset": 0}
    lake.write_lake(data, rows)
    build(data)
    return data


@pytest.fixture(scope="module")
def report(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_report(published, "主攻工业", tmp_path_factory.mktemp("out"))


def test_the_page_says_what_the_views_say(report: Path) -> None:
    page = report.read_text(encoding="utf-8")

    assert re.search(r"<dd>5 <small>/ 8</small></dd>", page), "documents of all known articles"
    assert "赣州主攻工业大会召开" in page
    assert "另有 1 篇以本主题为题但没有可读日期" in page
    assert "采集并不完整" in page
    assert "<script" not in page
    assert "http-equiv" in page
    assert not re.search(
        r'(src|href)="(?!data:image/svg|http://\w+\.newsroom\.test|archive/)', page
    )


def test_nobody_measured_the_tags_and_the_page_says_so(report: Path) -> None:
    page = report.read_text(encoding="utf-8")

    assert "标注质量：未测。" in page
    assert "Tagging: not measured here." in page


def test_every_picture_lies_beside_the_page(report: Path) -> None:
    drawn = {path.stem for path in (report.parent / "charts").glob("*.svg")}

    assert drawn == {"attention", "coverage", "share", "counties", "reprints", "lead_times"}


def test_a_quote_links_to_exactly_its_archived_bytes(report: Path) -> None:
    name = f"archive/{lake.article_id(1)}.warc.gz"

    assert f'href="{name}"' in report.read_text(encoding="utf-8")
    assert gzip.decompress((report.parent / name).read_bytes()) == RECORD
    assert [path.name for path in (report.parent / "archive").iterdir()] == [Path(name).name]


def test_no_pointer_leads_out_of_the_archive(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    secret = tmp_path / "secret.gz"
    secret.write_bytes(gzip.compress(RECORD))
    (tmp_path / "raw" / "link.gz").symlink_to(secret)
    (tmp_path / "raw" / "cut.gz").write_bytes(gzip.compress(RECORD)[:-6])
    (tmp_path / "raw" / "other.gz").write_bytes(gzip.compress(b"no record"))

    for pointer in ("secret.gz", "raw/../secret.gz", "raw/link.gz", "raw/none.gz", "raw/other.gz"):
        assert copy_record(tmp_path, tmp_path / "out", "0" * 16, pointer, 0) is None
    assert copy_record(tmp_path, tmp_path / "out", "../x", "raw/other.gz", 0) is None
    assert copy_record(tmp_path, tmp_path / "out", "0" * 16, "raw/cut.gz", 0) is None
    with pytest.raises(ValueError, match="no whole record"):
        member_at(secret, 3)


@pytest.mark.parametrize(
    ("theme", "since", "said"),
    [
        ("没有的主题", None, "no theme is named"),
        ("'; drop table snapshot; --", None, "no theme is named"),
        ("主攻工业", date(2030, 1, 1), "nothing is known of that time"),
    ],
)
def test_what_cannot_be_reported_is_one_line(
    published: Path, tmp_path: Path, theme: str, since: date | None, said: str
) -> None:
    with pytest.raises(ArgumentError, match=said) as refusal:
        write_report(published, theme, tmp_path / "out", since)

    assert "\n" not in str(refusal.value)
    assert not (tmp_path / "out").exists()


def test_a_theme_nobody_named_still_has_a_page(tmp_path: Path) -> None:
    rows = small_rows()
    rows["themes"].append(lake.theme("无人提及", "Never named"))
    lake.write_lake(tmp_path, rows)
    build(tmp_path)

    page = write_report(tmp_path, "无人提及", tmp_path / "out").read_text(encoding="utf-8")

    assert "<dd>0 <small>/ 8</small></dd>" in page
    assert page.count('<p class="empty">') == 6
    assert "没有数字目标" in page


def test_the_page_says_how_many_rows_it_leaves_out(
    published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    findings = gather(published, "主攻工业", None, None)
    stories = len(findings["quotes"])

    assert {row["total_count"] for row in findings["quotes"]} == {stories}
    for row in findings["quotes"]:
        monkeypatch.setitem(row, "total_count", stories + 7)
    page = render(findings, {}, {})
    assert f"列出 {stories} 条，共 {stories + 7} 条。" in page
    assert page.count("条，共") == 1


def test_gaps_are_shaded_by_how_many_channels_are_missing() -> None:
    seen = [3, 3, 2, 2, 1, 0, 3]
    days = [
        {"published_date": date(2019, 2, 1 + n), "whole_channel_count": whole, "channel_count": 3}
        for n, whole in enumerate(seen)
    ]

    [chart] = bands(days)
    gaps = chart.to_dict()["data"]["values"]

    assert [(gap["start"][-2:], gap["end"][-2:], gap["kind"]) for gap in gaps] == [
        ("03", "05", GAP_LABELS[0]),
        ("05", "07", GAP_LABELS[1]),
    ]
    assert bands(days[:2]) == []


@pytest.mark.parametrize(
    ("url", "is_link"),
    [
        ("http://a.test/1.html", True),
        ("https://a.test/?q=主攻", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        (" javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("//a.test/x", False),
        ("http:", False),
        ("http://[", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(url: str | None, is_link: bool) -> None:
    assert (web_address(url) is not None) == is_link


def test_words_cannot_disguise_themselves() -> None:
    assert shown("a\u202eb\u0000c\x1b[31m\n\u200bd") == "abc[31m d"
    assert len(shown("长" * 10_000, 50)) == 50


def hostile(findings: Findings) -> Findings:
    """The same findings with a row a payload in every list, and payloads in every word."""
    lists = {}
    for name, rows in findings.lists.items():
        if name in {"counties", "states", "attention"} or not rows:
            lists[name] = rows
            continue
        lists[name] = [infected(rows[0], payload) for payload in PAYLOADS]
    theme = infected(findings.theme, PAYLOADS[0])
    return Findings(theme, findings.snapshot, findings.window, findings.totals, findings.arc, lists)


def infected(row: dict[str, Any], payload: str) -> dict[str, Any]:
    """Every text of the row becomes the payload; addresses and ids too."""
    return {key: payload if isinstance(value, str) else value for key, value in row.items()}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if not CHROMIUM.exists():
        if os.environ.get("CI"):
            pytest.fail(f"{CHROMIUM} is missing: apt-get install chromium")
        pytest.skip("no Chromium: the report was not opened in a browser")
    from playwright.sync_api import sync_playwright

    flags = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=flags)
        yield chromium
        chromium.close()


def executions(browser: Any, page_file: Path) -> list[str]:
    """Open a file, let it settle, poke at it; what ran or went to the network is returned."""
    seen: list[str] = []
    page = browser.new_page()
    page.on("dialog", lambda dialog: (seen.append(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on("console", lambda message: MARK in message.text and seen.append(message.text[:80]))
    page.on(
        "request",
        lambda request: (
            request.url.startswith(("file:", "data:image/svg+xml")) or seen.append(request.url[:80])
        ),
    )
    page.goto(page_file.as_uri(), wait_until="load", timeout=120_000)
    for element in page.query_selector_all("summary")[:5]:
        element.click()
    page.mouse.move(300, 300)
    page.keyboard.press("Tab")
    page.wait_for_timeout(500)
    if page.evaluate(f"window.{MARK}") is not None:
        seen.append("window was marked")
    if MARK in page.title() and "<" not in page.title():
        seen.append("title was changed")
    page.close()
    return seen


@pytest.mark.browser
@pytest.mark.slow
def test_no_payload_runs_in_the_report(published: Path, tmp_path: Path, browser: Any) -> None:
    findings = hostile(gather(published, "主攻工业", None, None))
    pictures = write_charts(findings, tmp_path, lambda _: None, with_png=False)
    page = tmp_path / "index.html"
    page.write_text(render(findings, pictures, {}), encoding="utf-8")

    assert len(PAYLOADS) >= 200
    assert page.read_text(encoding="utf-8").count("<blockquote>") == len(PAYLOADS)
    assert executions(browser, page) == []
    for svg in (tmp_path / "charts").glob("*.svg"):
        assert executions(browser, svg) == []


@pytest.mark.browser
def test_no_payload_runs_in_a_picture(tmp_path: Path, browser: Any) -> None:
    row = {"share_pct": 5.0, "document_count": 1, "article_count": 20}
    for start in range(0, len(PAYLOADS), 60):
        svg = draw_svg(share([row | {"title": text} for text in PAYLOADS[start : start + 60]]))
        path = tmp_path / f"{start}.svg"
        path.write_text(svg, encoding="utf-8")
        assert executions(browser, path) == []


@pytest.mark.browser
def test_the_detector_detects(tmp_path: Path, browser: Any) -> None:
    page = tmp_path / "bare.html"
    page.write_text(f"<meta charset=utf-8>{PAYLOADS[0]}{PAYLOADS[3]}", encoding="utf-8")

    assert executions(browser, page) != []


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_fits_and_changes_language(report: Path, browser: Any, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(report.as_uri())

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(
        "[...document.images].every(image => image.complete && image.naturalWidth > 0)"
    )
    assert page.inner_text("h2 >> nth=0") == "关注度变化"
    page.click("label[for=en]")
    assert page.inner_text("h2 >> nth=0") == "Attention over time"
    page.close()
