"""How a crawl ended is told by one exit code and one line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from crawler.session.verdict import Counts, judge
from storage.exit_codes import CrawlExit

GOOD = Counts(scrapy_reason="finished", links_found=30, fetched=31, items=30, lists_fetched=1)
NEVER = replace(GOOD, links_found=0, fetched=0, items=0, lists_fetched=0, lists_failed=1)


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
