"""The chart as a browser draws it, among names that try to run: no Airflow around it."""

from __future__ import annotations

import os
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
import uvicorn
from fastapi import FastAPI

from desk.launcher.browser import find_chromium
from desk.launcher.lifecycle import free_port
from desk.process_tree import wait_until
from tests.desk.hostile_catalogue import HOSTILE, publish_hostile
from warehouse.report.attention import GAP_SHADES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

CHROMIUM = find_chromium()
FAR_WEST = "America/Los_Angeles"
"""Where midnight in Beijing is the day before."""

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        CHROMIUM is None and not os.environ.get("CI"),
        reason="browser tests did not run: no Chromium here; python -m desk browser gets it",
    ),
]


@contextmanager
def served() -> Iterator[str]:
    """Address of the page as somebody logged in gets it."""
    from airflow.api_fastapi.core_api.security import get_user

    from desk.page.app import create

    page = create()
    page.dependency_overrides[get_user] = lambda: object()
    around = FastAPI()
    around.mount("/coverage", page)
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(around, port=port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    assert wait_until(lambda: server.started, seconds=60)
    try:
        yield f"http://127.0.0.1:{port}/coverage/"
    finally:
        server.should_exit = True
        thread.join(30)


@pytest.fixture
def complaints() -> list[str]:
    """What the browser said against the page: errors, and what its policy forbade."""
    return []


@pytest.fixture
def page(own_data_folder: Path, complaints: list[str]) -> Iterator[Page]:
    from playwright.sync_api import sync_playwright

    publish_hostile(own_data_folder)
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 390, "height": 844}, timezone_id=FAR_WEST)
        page.set_default_timeout(120_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text))
        page.goto(address)
        page.select_option("select[name=theme]", HOSTILE)
        page.click("button")
        page.locator("#chart svg").wait_for()
        yield page
        browser.close()


def test_it_is_drawn_by_its_own_scripts_and_no_name_runs(page: Page, complaints: list[str]) -> None:
    """Bars, line and grey are there; a bar shows the day the data say, wherever it is read."""
    bars = page.locator("#chart svg .articles_marks path")
    bars.first.hover()
    tooltip = page.locator("#vg-tooltip-element.visible")
    tooltip.wait_for()

    assert page.locator("b#articles").inner_text() == "5"
    assert bars.count() == 10
    assert page.locator("#chart svg .share_marks path").count() == 1
    [gap] = page.locator("#chart svg .layer_0_marks path").all()
    assert gap.get_attribute("fill") == GAP_SHADES[1]
    assert "2019-02-01" in tooltip.inner_text()
    assert HOSTILE in str(page.locator("#chart").get_attribute("aria-label"))
    assert page.title() == "报道覆盖 Coverage"
    assert page.locator("svg[onload]").count() == 0
    overhang = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(overhang) <= 0
    assert complaints == []


ATTEMPTS = """() => {
  const put = (html) => document.body.insertAdjacentHTML("beforeend", html);
  put("<img src=x onerror=\\"document.title = 'ran'\\">");
  const inline = document.createElement("script");
  inline.textContent = "document.title = 'ran'";
  document.body.append(inline);
  const foreign = document.createElement("script");
  foreign.src = "data:text/javascript,document.title='ran'";
  document.body.append(foreign);
  return fetch("/coverage/card.json").then(() => "sent", () => "forbidden");
}"""


def test_nothing_that_got_onto_the_page_could_run_there(page: Page, complaints: list[str]) -> None:
    """The policy put to the proof: handlers, inline and foreign scripts, requests."""
    assert page.evaluate(ATTEMPTS) == "forbidden"
    page.wait_for_timeout(300)

    assert page.title() == "报道覆盖 Coverage"
    assert sum("Content Security Policy" in line for line in complaints) >= 4
