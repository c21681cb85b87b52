"""The desk, from the task to the page: nothing that failed may be green, and each says why.

Every scenario runs the real thing in a data folder of its own: the crawl task on the sample
newsroom, the gates, the builds, the commands.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.faults import Row
from desk.settings import DAGS, REPO, airflow_home

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LINE_LIMIT = 700
NOON = datetime(2019, 2, 24, 4, tzinfo=UTC)


@contextmanager
def folder(*faults: str, **settings: str) -> Iterator[Path]:
    """An empty data folder and, if ``faults`` are given, a newsroom that has them."""
    data = Path(tempfile.mkdtemp(prefix="faults-"))
    before = dict(os.environ)
    os.environ.update({"COVERAGE_DATA": str(data)} | settings)
    os.environ.pop("CRAWL_CONTACT", None)
    try:
        if faults:
            with newsroom(list(faults)) as address:
                os.environ["NEWSROOM_GATEWAY"] = address
                yield data
        else:
            yield data
    finally:
        os.environ.clear()
        os.environ.update(before)
        shutil.rmtree(data, ignore_errors=True)


@contextmanager
def newsroom(faults: list[str]) -> Iterator[str]:
    from tests.newsroom.faults import parse_fault
    from tests.newsroom.newsroom import Newsroom
    from tests.newsroom.server import serving

    wrong = [parse_fault(text) for text in faults if "=" in text]
    with serving(Newsroom(faults=wrong), 0, None) as gateway:
        yield gateway.address


def red(case: str, scenario: str, call: Callable[[], Any], words: str) -> Row:
    """``call`` must raise, with ``words`` in its one line."""
    try:
        answer = call()
    except Exception as error:
        line = str(error)
        is_met = words in line and "\n" not in line and len(line) <= LINE_LIMIT
        measured = f"red: {type(error).__name__}"
    else:
        line, measured, is_met = str(answer)[:200], "GREEN", False
    return Row(
        case=case, scenario=scenario, demand="red", measured=measured, is_met=is_met, line=line
    )


def command(case: str, scenario: str, arguments: list[str], words: str) -> Row:
    """``python -m desk …`` must exit ≠ 0 with one line that holds ``words``."""
    done = subprocess.run(
        [sys.executable, "-m", "desk", *arguments],
        cwd=REPO,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    said = done.stderr.strip() or done.stdout.strip()
    line = next((part for part in said.splitlines() if words in part), said[-200:])
    is_met = done.returncode != 0 and words in line and "Traceback" not in done.stderr
    return Row(
        case=case,
        scenario=scenario,
        demand="exit code ≠ 0",
        measured=f"exit code {done.returncode}",
        is_met=is_met,
        line=line.strip(),
    )


def crawl(channel: str, **arguments: Any) -> Any:
    from desk.crawl import CrawlOperator

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
        return red("A9", "the newsroom is gone", lambda: crawl("sample_rss"), "NEWSROOM_GATEWAY")


def a10_killed_crawl() -> Row:
    from desk.tether import MARK, marked

    def kill_it() -> None:
        for _ in range(300):
            for process in marked(str(airflow_home())):
                if "scrapy" in process.cmdline():
                    time.sleep(1.5)
                    process.send_signal(signal.SIGKILL)
                    return
            time.sleep(0.1)

    with folder("sample_people=slow:0.5") as data:
        os.environ[MARK] = str(data / "airflow")
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
    from desk.steps import plan_crawls

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


def a15_broken_crawl_row() -> Row:
    from desk.gates import check_crawls

    with folder() as data:
        place = data / "raw" / "crawls" / "channel=sample_rss"
        place.mkdir(parents=True)
        (place / "20190224T000000Z-abcdef.json").write_text('{"crawl_id": "2019')
        return red("A15", "a cut crawl row", check_crawls, "is no crawl row")


def snapshot(data: Path, ids: list[str], published: datetime = NOON) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    from transforms.schema import ARTICLES

    lake = data / "lake"
    (lake / "snapshots").mkdir(parents=True)
    rows = [{"article_id": i, "published_at": published, "first_seen_at": NOON} for i in ids]
    pq.write_table(pa.Table.from_pylist(rows, schema=ARTICLES), lake / "a.parquet")
    tables = {"articles": [{"path": "a.parquet", "rows": len(ids), "month": None}]}
    (lake / "snapshots" / "s1.json").write_text(json.dumps({"tables": tables}))
    (lake / "CURRENT").write_text("s1")


def a16_no_snapshot() -> Row:
    from desk.gates import check_snapshot

    with folder():
        return red("A16", "the lake is empty", check_snapshot, "no readable snapshot")


def a17_duplicate_articles() -> Row:
    from desk.gates import check_snapshot

    with folder() as data:
        snapshot(data, ["a", "a"])
        return red("A17", "an article twice", check_snapshot, "stand twice")


def a18_dates_of_tomorrow() -> Row:
    from desk.gates import check_snapshot

    with folder() as data:
        snapshot(data, ["a"], NOON + timedelta(days=40))
        return red("A18", "dated after its fetch", check_snapshot, "dated more than a day")


def a19_articles_lost() -> Row:
    import duckdb

    from desk.gates import check_snapshot

    with folder() as data:
        snapshot(data, ["a"])
        with duckdb.connect(str(data / "coverage.duckdb")) as connection:
            connection.execute("create table articles as select * from range(100)")
        return red("A19", "99 of 100 articles gone", check_snapshot, "100 are published now")


def a20_lake_file_missing() -> Row:
    from desk.gates import check_snapshot

    with folder() as data:
        snapshot(data, ["a"])
        (data / "lake" / "a.parquet").unlink()
        return red("A20", "a lake file is missing", check_snapshot, "is missing")


def a21_publish_without_lake() -> Row:
    from desk.steps import build_warehouse

    with folder():
        return red("A21", "publish before any build", build_warehouse, "GATE")


def a22_retag_without_lake() -> Row:
    from desk.steps import retag_lake

    with folder():
        return red("A22", "retag before any build", retag_lake, "GATE")


def a23_bad_seed_file() -> Row:
    from transforms.tag import seeds

    with folder() as data:
        copy = data / "seeds"
        shutil.copytree(REPO / "transforms" / "seeds", copy)
        themes = sorted(copy.glob("*.csv"))[0]
        with themes.open("a", encoding="utf-8") as out:
            out.write('"主攻工业\n')
        return red("A23", "a quote left open in a seed", lambda: seeds.load(copy), themes.name)


def a24_port_taken() -> Row:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        with folder(COVERAGE_PORT=port):
            return command("A24", "the port is taken", ["up"], f"port {port} is taken")


def a25_no_port() -> Row:
    with folder(COVERAGE_PORT="http"):
        return command("A25", "COVERAGE_PORT=http", ["up"], "is no port")


def a26_run_unknown_channel() -> Row:
    with folder():
        return command("A26", "run of no channel", ["run", "--channels", "x"], "no such channel")


def a27_run_live_without_contact() -> Row:
    with folder():
        return command(
            "A27", "live run, no contact", ["run", "--channels", "live"], "CRAWL_CONTACT"
        )


def a28_data_is_a_file() -> Row:
    with folder() as data:
        (data / "file").write_text("")
        os.environ["COVERAGE_DATA"] = str(data / "file")
        return command("A28", "the data folder is a file", ["run"], "COVERAGE_DATA")


def a29_metadata_is_garbage() -> Row:
    with folder() as data:
        (data / "airflow").mkdir()
        (data / "airflow" / "airflow.db").write_bytes(b"no database" * 500)
        return command("A29", "Airflow's metadata is garbage", ["up"], "move")


def a30_broken_dag_file() -> Row:
    """The other DAGs go on parsing, and the import error names file and line."""
    with folder() as data:
        copy = data / "dags"
        shutil.copytree(DAGS, copy)
        (copy / "broken.py").write_text("from airflow.sdk import dag\nraise RuntimeError('typo')\n")
        probe = (
            "import sys; from pathlib import Path;"
            "from airflow.dag_processing.dagbag import BundleDagBag as Bag; f = Path(sys.argv[1]);"
            "bag = Bag(f, bundle_path=f, bundle_name='dags');"
            "print(len(bag.dag_ids), [v.split(chr(10))[-2] for v in bag.import_errors.values()])"
        )
        done = subprocess.run(
            [sys.executable, "-c", probe, str(copy)],
            env=os.environ | {"AIRFLOW_HOME": str(data / "home"), "PYTHONPATH": str(REPO)},
            capture_output=True,
            text=True,
            check=False,
        )
        line = (done.stdout.strip().splitlines() or [done.stderr[-200:]])[-1]
        return Row(
            case="A30",
            scenario="a DAG file with an error",
            demand="8 others parse, error shown",
            measured=line[:30],
            is_met=line.startswith("8 [") and "typo" in line,
            line=line,
        )


def doctor_says(case: str, scenario: str, check: str, words: str) -> Row:
    from desk.doctor import CHECKS

    finding = CHECKS[check]()
    return Row(
        case=case,
        scenario=scenario,
        demand="told, with a remedy",
        measured=f"doctor: {finding.level}",
        is_met=finding.level != "ok" and words in finding.text and bool(finding.remedy),
        line=f"{finding.text} → {finding.remedy}",
    )


def a31_secrets_readable() -> Row:
    from desk.home import prepare

    with folder() as data:
        prepare()
        (data / "airflow" / "airflow.db").write_text("")
        (data / "airflow" / "airflow.db").chmod(0o644)
        return doctor_says("A31", "a secret others may read", "secrets", "others may read")


def a32_no_font() -> Row:
    with folder(PATH="/nowhere"):
        return doctor_says("A32", "no Chinese font", "fonts", "no Chinese font")


def a33_database_is_garbage() -> Row:
    with folder() as data:
        (data / "coverage.duckdb").write_bytes(b"no database" * 500)
        return doctor_says("A33", "the published file is garbage", "database", "coverage.duckdb")


def a34_left_over_process() -> Row:
    from desk.tether import MARK

    with folder() as data:
        (data / "airflow").mkdir()
        stray = subprocess.Popen(
            [sys.executable, "-c", "import time; time.sleep(60)"],
            env=os.environ | {MARK: str(data / "airflow")},
        )
        try:
            time.sleep(0.5)
            return doctor_says("A34", "a process of a dead desk", "leftovers", "dead desk")
        finally:
            stray.kill()
            stray.wait()


def a35_notice_command_fails() -> Row:
    from desk.notices import notify

    with folder(COVERAGE_NOTIFY="/no/such/program") as data:
        notify("failure", "crawl_channels · crawl failed")
        kept = (data / "airflow" / "notices.jsonl").read_text(encoding="utf-8").strip()
        return Row(
            case="A35",
            scenario="the notifier is broken",
            demand="the notice is kept",
            measured="kept" if kept else "lost",
            is_met="crawl failed" in kept,
            line=kept,
        )


SCENARIOS: list[Callable[[], Row]] = [
    scenario
    for name, scenario in list(globals().items())
    if name[:1] == "a" and name.partition("_")[0][1:].isdigit()
]
