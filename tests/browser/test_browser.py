"""A person at the page: log in, fill the form, watch the run, read the log, open the coverage page.

A real headless Chromium drives a real Airflow. The screenshots lie in ``artefacts/``.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desk.launcher.airflow_home import USER, password
from desk.launcher.browser import find_chromium
from tests.desk.desks import PATIENCE, poll, real_desk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import ConsoleMessage, Page

    from desk.launcher.airflow_client import Client

CHROMIUM = find_chromium()
ARTEFACTS = Path(__file__).parents[2] / "artefacts"
SLOW = PATIENCE * 1000
"""Milliseconds a page may take on a busy machine."""
CHOSEN = {"sample_ifeng": "凤凰网江西（示例）", "sample_people": "人民网江西（示例）"}

pytestmark = [
    pytest.mark.browser,
    pytest.mark.airflow,
    pytest.mark.slow,
    pytest.mark.timeout(2400),
    pytest.mark.skipif(
        CHROMIUM is None and not os.environ.get("CI"),
        reason="browser tests did not run: no Chromium here; python -m desk browser gets it",
    ),
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    with real_desk(tmp_path_factory.mktemp("desk")) as client:
        yield client


@pytest.fixture(scope="module")
def page(desk: Client) -> Iterator[Page]:
    """A logged-in page; what it complained of is asserted at the end."""
    from playwright.sync_api import sync_playwright

    assert CHROMIUM, "in CI the browser tests must run: apt-get install chromium fonts-noto-cjk"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 1000}, locale="en-GB")
        page.set_default_timeout(SLOW)
        crashes: list[str] = []
        page.on("pageerror", lambda error: crashes.append(str(error)))
        page.on("console", lambda said: crashes.append(said.text) if is_refusal(said) else None)
        page.goto(f"{desk.base}/auth/login")
        page.fill("input[name=username]", USER)
        page.fill("input[name=password]", password())
        page.click("button:has-text('Sign in')")
        page.wait_for_url(lambda url: "/auth/login" not in url)
        yield page
        browser.close()
    assert crashes == []


def test_a_run_of_two_channels_is_triggered_by_the_form(page: Page, desk: Client) -> None:
    page.goto(f"{desk.base}/dags/crawl_channels")
    page.get_by_role("button", name="Trigger").first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("频道 Channels").wait_for()
    dialog.get_by_label("Clear").or_(dialog.locator("[aria-label*='lear']")).first.click()
    for title in CHOSEN.values():
        dialog.locator("#element_channels input, [id*='element_channels'] input").first.fill(title)
        page.get_by_role("option", name=title).first.click()
    shoot(page, "trigger_form")

    submit = page.get_by_test_id("trigger-dag-submit")
    submit.click()

    run = poll(lambda: next(iter(desk.runs("crawl_channels")), None), "the form started a run")
    assert sorted(run["conf"]["channels"]) == sorted(CHOSEN)
    assert desk.wait("crawl_channels", run["dag_run_id"], seconds=PATIENCE) == "success"
    for dag_id in ("build_articles", "refresh_warehouse"):
        poll(lambda d=dag_id: finished(desk, d), f"{dag_id} ran")


def test_the_run_and_its_log_can_be_read(page: Page, desk: Client) -> None:
    run_id = desk.runs("crawl_channels")[0]["dag_run_id"]
    run_page = f"{desk.base}/dags/crawl_channels/runs/{run_id}"

    page.goto(f"{run_page}/tasks/crawl/mapped")
    page.get_by_text("sample_ifeng").first.wait_for()
    shoot(page, "mapped_run")
    page.goto(f"{run_page}/tasks/crawl/mapped/0")
    page.get_by_text("Spider opened").first.wait_for()
    shoot(page, "task_log")


def test_the_home_page_has_the_card(page: Page, desk: Client) -> None:
    page.goto(desk.base)
    card = page.get_by_test_id("coverage-card")
    card.get_by_text("2 频道 channels").wait_for()
    shoot(page, "home_card")


def test_the_coverage_page_answers_a_choice(page: Page, desk: Client) -> None:
    page.goto(f"{desk.base}/plugin/coverage")
    frame = page.frame_locator("iframe").first
    frame.locator("select[name=theme]").select_option("主攻工业")
    frame.locator("select[name=channel]").select_option("sample_ifeng")
    frame.get_by_role("button", name="查看 Show").click()
    frame.locator("select[name=theme] option[selected]", has_text="主攻工业").wait_for(
        state="attached"
    )

    assert int(frame.locator("#articles").inner_text()) > 0
    frame.locator("#chart svg .articles_marks path").first.wait_for(state="attached")
    assert frame.locator("#chart svg .share_marks path").count() > 0
    assert frame.get_by_role("cell", name="凤凰网江西（示例）").first.is_visible()
    shoot(page, "coverage_page")


def test_the_coverage_page_fits_a_phone(page: Page, desk: Client) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{desk.base}/coverage/?theme=主攻工业")
    chart = page.locator("#chart svg")
    chart.wait_for()

    assert chart.bounding_box()["width"] <= 390
    overhang = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(overhang) <= 0
    shoot(page, "coverage_page_phone")


def finished(desk: Client, dag_id: str) -> bool:
    states = [run["state"] for run in desk.runs(dag_id)]
    assert "failed" not in states, list(desk.failures(dag_id, desk.runs(dag_id)[0]["dag_run_id"]))
    return bool(states) and set(states) == {"success"}


def is_refusal(said: ConsoleMessage) -> bool:
    """Whether the browser kept the page to its policy: nothing of ours may need that."""
    return "Content Security Policy" in said.text and "/coverage/" in said.location["url"]


def shoot(page: Page, name: str) -> None:
    """A screenshot once nothing moves any more."""
    ARTEFACTS.mkdir(exist_ok=True)
    time.sleep(1)
    page.screenshot(path=ARTEFACTS / f"{name}.png")
