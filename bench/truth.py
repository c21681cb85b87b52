"""The sample newsroom's known truth against what the lake says: P and R of tags, states, lags.

``python -m bench.truth`` reads the data folder (``COVERAGE_DATA``) that ``make run`` filled. Where
there is none, or with ``--generate``, it writes the newsroom's articles as raw items (with a hole
and a failed page in the crawls), builds lake and views in a temporary folder, and judges that.
Exit code 1 if a demand is missed.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import shutil
import sys
import tempfile
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa

from bench.truth_scores import Score, judge_coverage, judge_lags, judge_stories, judge_tags
from newsroom import truth
from newsroom.grammar import SINCE, UNTIL
from newsroom.items import DAYS_PER_FILE
from newsroom.provinces import BY_CODE, JIANGXI, Province
from transforms.lake.snapshot import Lake

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.facts import NewsArticle

REPOSITORY = Path(__file__).resolve().parents[1]
TABLES = (
    "articles", "stories", "reprints", "theme_mentions", "place_mentions", "person_mentions",
    "organisation_mentions", "targets",
)  # fmt: skip
HOLE = "sample_json"
"""Channel whose busiest week the generated crawls leave out: those days are no zeros."""
FAILED = "sample_trs"
"""Channel with one failed page in its busiest week."""


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench.truth", description=(__doc__ or "").split("\n\n")[0]
    )
    parser.add_argument("--data", type=Path, help="data folder (default: COVERAGE_DATA, else data)")
    parser.add_argument("--generate", action="store_true", help="judge generated raw items")
    parser.add_argument("--articles", type=int, help="size of the generated newsroom")
    parser.add_argument(
        "--province", choices=[*BY_CODE], default=JIANGXI.code, help="of the generated newsroom"
    )
    options = parser.parse_args()
    province = BY_CODE[options.province]
    data = options.data or Path(os.environ.get("COVERAGE_DATA") or REPOSITORY / "data")
    is_at_hand = province is JIANGXI and (data / "lake" / "CURRENT").exists()
    if options.generate or options.articles or not is_at_hand:
        with tempfile.TemporaryDirectory(prefix="bench-truth-") as folder:
            print("generated newsroom: raw items → lake → views", flush=True)
            generate(Path(folder), options.articles, province)
            scores = list(judge(Path(folder), options.articles, province))
    else:
        print(f"{data}: as crawled")
        scores = list(judge(data, None))
    show(scores)
    sys.exit(0 if all(score.is_met for score in scores) else 1)


def judge(data: Path, size: int | None, province: Province = JIANGXI) -> Iterator[Score]:
    """Every score of one published data folder."""
    lake = read_lake(data)
    known = set(lake["articles"]["article_id"].to_pylist())
    expected = truth.articles(UNTIL, size, province)
    present = [one for one in expected if truth.article_id(*truth.key(one)) in known]
    print(f"{len(present)} of the newsroom's {len(expected)} articles are in the lake")
    yield from judge_tags(present, lake, province)
    days = coverage_truth(data, size, lake["articles"], province)
    yield from judge_coverage(days, read_states(data))
    yield from judge_stories(truth.stories(UNTIL, size, province), lake)
    yield from judge_lags(truth.edges(UNTIL, size, province), lake)


def read_lake(data: Path) -> dict[str, pa.Table]:
    lake = Lake(data)
    snapshot = lake.current()
    if snapshot is None:
        sys.exit(f"bench.truth: nothing is published in {data}: run make run first")
    return {
        name: pa.concat_tables(
            [lake.store.read_table(file.path) for file in snapshot.tables.get(name, [])]
            or [pa.table({"article_id": pa.array([], pa.string())})]
        )
        for name in TABLES
    }


def read_states(data: Path) -> dict[tuple[str, date], str]:
    with duckdb.connect(str(data / "coverage.duckdb"), read_only=True) as connection:
        rows = connection.execute(
            "select channel, published_date, coverage_state from channel_days"
        ).fetchall()
    return {(channel, day): state for channel, day, state in rows}


def coverage_truth(
    data: Path, size: int | None, found: pa.Table, province: Province
) -> list[truth.ChannelDay]:
    """The state of every channel-day, from what the crawls vouch for and the newsroom printed.

    Partly: a page of the day failed, or articles were found on a day no crawl saw whole.
    """
    days_found: dict[str, set[date]] = {}
    for channel, day in zip(
        found["channel"].to_pylist(), found["published_date"].to_pylist(), strict=True
    ):
        days_found.setdefault(channel, set()).add(day)
    complete: dict[str, dict[date, str]] = {}
    failed: dict[str, dict[date, str]] = {}
    for path in sorted((data / "raw" / "crawls").glob("channel=*/*.json")):
        crawl = json.loads(path.read_text("utf-8"))
        channel, finished = crawl["channel"], crawl["finished_at"] or ""
        for day in crawl["failed_dates"] or []:
            days = failed.setdefault(channel, {})
            days[as_day(day)] = max(days.get(as_day(day), ""), finished)
        first, last = crawl["complete_from_date"], crawl["complete_until_date"]
        if not first or not last:
            continue
        for number in range(as_day(first).toordinal(), as_day(last).toordinal() + 1):
            seen = complete.setdefault(channel, {})
            day = as_day(first).fromordinal(number)
            seen[day] = max(seen.get(day, ""), finished)
    return [
        day
        for channel in sorted({*complete, *failed})
        for day in truth.channel_days(
            channel,
            set(complete.get(channel, {})),
            partly={
                day
                for day, when in failed.get(channel, {}).items()
                if complete.get(channel, {}).get(day, "") <= when
            }
            | (days_found.get(channel, set()) - set(complete.get(channel, {}))),
            since=SINCE,
            until=UNTIL,
            size=size,
            province=province,
        )
    ]


def as_day(text: str) -> date:
    return date.fromisoformat(text[:10])


def generate(data: Path, size: int | None, province: Province = JIANGXI) -> None:
    """Raw items and crawls of the newsroom, the lake and the views."""
    from newsroom.items import CrawlFile, line, write_channels
    from transforms.build.pipeline import build
    from warehouse.build import build as build_views

    articles = truth.articles(UNTIL, size, province)
    busy = Counter((one.channel, week_of(one)) for one in articles)
    hole = max((key for key in busy if key[0] == HOLE), key=busy.__getitem__)
    failed = max((key for key in busy if key[0] == FAILED), key=busy.__getitem__)
    write_channels(data, province)
    open_files = {
        (channel.name, week): CrawlFile(data, channel.name, first_day(week), "truth")
        for channel in truth.CHANNELS
        for week in range((UNTIL - SINCE).days // DAYS_PER_FILE + 1)
        if (channel.name, week) != hole
    }
    for article in articles:
        if (file := open_files.get((article.channel, week_of(article)))) is not None:
            file.add(line(article, file.ended, noise=True, province=province))
    for file in open_files.values():
        file.close()
    record = open_files[failed].crawl
    crawl: dict[str, Any] = json.loads(record.read_text("utf-8"))
    crawl["failed"], crawl["failed_dates"] = 1, [f"{open_files[failed].first}"]
    record.write_text(json.dumps(crawl, ensure_ascii=False) + "\n", "utf-8")
    build(data, seeds_folder=seeds_at(province, data / "seeds"))
    build_views(data)


def seeds_at(province: Province, folder: Path) -> Path | None:
    """The seeds with the outlets of a newsroom that stands in ``province``; None: as they are."""
    from transforms.tag.seeds import FOLDER

    if province is JIANGXI:
        return None
    shutil.copytree(FOLDER, folder)
    path = folder / "outlets.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if (channel := province.by_name.get(row["channel"])) is not None:
            row |= {"outlet": channel.outlet, "aliases": channel.title}
            row["region_code"] = channel.region_code
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return folder


def week_of(article: NewsArticle) -> int:
    return (article.published.date() - SINCE).days // DAYS_PER_FILE


def first_day(week: int) -> date:
    return SINCE + timedelta(days=week * DAYS_PER_FILE)


def show(scores: list[Score]) -> None:
    print(f"\n{'measure':<44}{'right':>9}{'of':>9}{'value':>9}{'demand':>9}")
    for score in scores:
        demand = f"≥ {score.demand:g}" if score.demand is not None else ""
        mark = "" if score.is_met else "  ← missed"
        value = f"{score.value:.4f}" if score.total else "–"
        print(f"{score.name:<44}{score.right:>9,}{score.total:>9,}{value:>9}{demand:>9}{mark}")
        for example in score.examples[:3]:
            print(f"    {example[:150]}")


if __name__ == "__main__":
    main()
