"""The desk's crawl task and its plan: a crawl that failed is red and says why (A1–A14)."""

from __future__ import annotations

import os
import signal
import threading
import time
from typing import TYPE_CHECKING, Any

from bench.faults_stage import folder, red, scenarios
from desk.settings import airflow_home

if TYPE_CHECKING:
    from bench.faults import Row


def crawl(channel: str, **arguments: Any) -> Any:
    from desk.tasks.crawl_operator import CrawlOperator

    return CrawlOperator(task_id="crawl", channel=channel, arguments=arguments).execute({})


def a1_dead_host() -> Row:
    with folder("sample_json=dead"):
        return red("A1", "the host is dead", lambda: crawl("sample_json"), "sample_json")


def a2_every_page_500() -> Row:
    with folder("sample_rss=http500"):
        return red("A2", "every page is a 500", lambda: crawl("sample_rss"), "sample_rss")


def a3_robots_unreachable() -> Row:
    with folder("sample_rss=robots503"):
        return red("A3", "robots.txt is a 503", lambda: crawl("sample_rss"), "robots.txt")


def a4_robots_forbid() -> Row:
    with folder("sample_rss=robotsdeny"):
        return red("A4", "robots.txt forbids", lambda: crawl("sample_rss"), "robots.txt forbids")


def a5_lists_moved() -> Row:
    with folder("sample_static=empty"):
        return red("A5", "list pages hold no link", lambda: crawl("sample_static"), "no article")


def a6_unknown_channel() -> Row:
    with folder("-"):
        return red("A6", "a channel that is not", lambda: crawl("sample_x"), "no such channel")


def a7_bad_argument() -> Row:
    with folder("-"):
        return red(
            "A7", "max_pages=many", lambda: crawl("sample_rss", max_pages="many"), "max_pages"
        )


def a8_no_contact() -> Row:
    from desk.channels import choose

    with folder("-"):
        live = choose("live")[0]
        return red("A8", "live, no contact", lambda: crawl(live), "CRAWL_CONTACT")


def a9_no_newsroom() -> Row:
    with folder(NEWSROOM_GATEWAY="http://127.0.0.1:9"):
        return red("A9", "the newsroom is gone", lambda: crawl("sample_rss"), "GATEWAY_ADDRESS")


def a10_killed_crawl() -> Row:
    from desk.process_tree import HOME_VARIABLE, processes_of

    def kill_it() -> None:
        for _ in range(300):
            for process in processes_of(airflow_home()):
                if "scrapy" in process.cmdline():
                    time.sleep(1.5)
                    process.send_signal(signal.SIGKILL)
                    return
            time.sleep(0.1)

    with folder("sample_people=slow:0.5") as data:
        os.environ[HOME_VARIABLE] = str(data / "airflow")
        threading.Thread(target=kill_it, daemon=True).start()
        return red(
            "A10", "kill -9 of a crawl", lambda: crawl("sample_people"), "killed by signal 9"
        )


def a11_path_as_channel() -> Row:
    with folder():
        return red(
            "A11", "../../bin/sh as channel", lambda: crawl("../../bin/sh"), "not a channel id"
        )


def plan(**params: Any) -> Any:
    from desk.tasks.steps import plan_crawls

    return plan_crawls({"channels": ["sample_rss"]} | params, None)


def a12_days_reversed() -> Row:
    days = {"since": "2019-02-02", "until": "2019-02-01"}
    with folder():
        return red("A12", "since after until", lambda: plan(**days), "is after")


def a13_no_such_day() -> Row:
    with folder():
        return red("A13", "30 February", lambda: plan(since="2019-02-30"), "since is no day")


def a14_live_in_the_form() -> Row:
    from desk.channels import choose

    with folder():
        live = choose("live")[:1]
        return red("A14", "live in the form", lambda: plan(channels=live), "CRAWL_CONTACT")


SCENARIOS = scenarios(globals())
