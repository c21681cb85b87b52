"""``python -m transforms``: build the lake, tag it again, or run one step over files."""

from __future__ import annotations

import logging
import os
import sys
from datetime import datetime
from pathlib import Path  # noqa: TC003 - typer reads the annotations
from typing import Annotated

import typer

from storage.command_line import run_command
from storage.exit_codes import LakeExit, told
from storage.paths import data_folder

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    epilog=f"Exit codes 退出码: {told(LakeExit)}",
)
SHOWN = 20
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])]
Workers = Annotated[int | None, typer.Option(min=1, help="processes; else one a core")]

AcceptLoss = Annotated[
    bool, typer.Option("--accept-loss", help="publish though raw items are gone 接受缺失")
]


@app.command("build")
def build_lake(
    since: Day = None,
    until: Day = None,
    workers: Workers = None,
    accept_drift: Annotated[
        bool, typer.Option("--accept-drift", help="hold no row for its template 接受模板变化")
    ] = False,
    accept_loss: AcceptLoss = False,
) -> None:
    """Raw items → lake, incremental 原始 → 数据湖. Days are those of the crawl (UTC)."""
    from transforms.build.pipeline import build
    from transforms.errors import ArgumentError

    if since and until and since > until:
        raise ArgumentError(
            f"--since {since:%Y-%m-%d} is after --until {until:%Y-%m-%d} 起止日期颠倒"
        )
    report = build(
        data_folder(),
        since=since.date() if since else None,
        until=until.date() if until else None,
        workers=workers,
        accept_drift=accept_drift,
        accept_loss=accept_loss,
    )
    _tell(report)


@app.command()
def retag(workers: Workers = None, accept_loss: AcceptLoss = False) -> None:
    """Themes, places, people, targets again after a seed changed 重新标注 (no crawl)."""
    from transforms.build.pipeline import retag

    _tell(retag(data_folder(), workers=workers, accept_loss=accept_loss))


@app.command()
def release(
    channel: Annotated[str | None, typer.Option(help="of this channel only")] = None,
    gate: Annotated[str | None, typer.Option(help="clock or drift: of this gate only")] = None,
) -> None:
    """Let held rows through 放行: the next build publishes them. Without options: all of them."""
    from transforms.build.kept_holds import release
    from transforms.errors import ArgumentError, LakeError
    from transforms.lake.snapshot import Lake

    if gate not in (None, "clock", "drift"):
        raise ArgumentError(f"no gate is named {gate[:40]!r} 没有此检查: clock or drift")
    released = release(Lake(data_folder()), channel=channel, gate=gate)
    if not released:
        raise LakeError("no such row is held 没有暂缓的行: python -m transforms build names them")
    for hold in released:
        print(f"released 已放行: {hold.told()}")
    print(
        f"{sum(hold.row_count for hold in released)} rows released; python -m transforms build"
        " publishes them 请重新构建"
    )


@app.command()
def verify(
    deep: Annotated[bool, typer.Option("--deep", help="read everything, compare digests")] = False,
) -> None:
    """Is the lake whole 校验? The state of raw items, pieces and tables, and what to run."""
    from transforms.build.verify import verify
    from transforms.lake.snapshot import Lake

    states = verify(Lake(data_folder()), is_deep=deep)
    for state in states:
        print(state.told())
        for line in state.broken[:SHOWN]:
            print(f"  {line}")
        if len(state.broken) > SHOWN:
            print(f"  and {len(state.broken) - SHOWN} more 等")
    remedies = dict.fromkeys(state.remedy for state in states if state.broken)
    for remedy in remedies:
        print(f"transforms: {remedy}", file=sys.stderr)
    if remedies:
        sys.exit(LakeExit.BROKEN)


@app.command()
def article(
    source: str,
    out: Annotated[str, typer.Option(help="- is the terminal")] = "-",
    claims: Annotated[
        bool,
        typer.Option(
            "--claims",
            help="every claim of every field, with place, rule, strength and verdict 逐项依据:"
            " in the JSON, and as text on stderr",
        ),
    ] = False,
) -> None:
    """Clean the output of ``scrapy extract`` 清洗: RAW.jsonl or - → one JSON object a line."""
    from transforms.clean.article import command

    command(source, out, with_claims=claims)


@app.command()
def revisions(
    article_id: Annotated[str | None, typer.Argument(help="of the view revisions")] = None,
) -> None:
    """What changed in an article between fetches 修订对比; without an id: which articles did."""
    from transforms.build.changes import revised_articles, told_changes
    from transforms.errors import LakeError
    from transforms.lake.snapshot import Lake

    lake = Lake(data_folder())
    if article_id is not None:
        for line in told_changes(lake, article_id):
            print(line)
        return
    if (snapshot := lake.current()) is None:
        raise LakeError("no lake is built yet 尚未构建: python -m transforms build")
    found = revised_articles(lake, snapshot)
    for revised, count in found[:SHOWN]:
        print(f"{revised}  {count} changes 处变化")
    print(f"{len(found)} articles changed 篇有修订; name one to see what: revisions ID")


@app.command()
def stories(source: Path, out: Path) -> None:
    """Near-duplicates of any texts 近似重复: IN (Parquet, JSON lines) → OUT and its edges."""
    from transforms.dedupe.command import stories

    stories(source, out)


@app.command()
def regions(
    divisions: Annotated[
        Path | None, typer.Option(help="provinces, cities, counties of today 现行区划")
    ] = None,
    changes: Annotated[Path | None, typer.Option(help="changes by year 历年变更")] = None,
    townships: Annotated[
        bool, typer.Option("--townships", help="also townships, 38,000 more names 加入乡镇街道")
    ] = False,
    townships_file: Annotated[Path | None, typer.Option(help="their list 乡镇列表")] = None,
) -> None:
    """Gazetteer out of official lists 区划表 → seeds/regions.csv, with regions_by_hand.csv.

    Without options from the lists in seeds/divisions; then: python -m transforms retag.
    """
    from transforms.divisions import regions as gazetteer

    built = gazetteer.build(
        divisions or gazetteer.DIVISIONS,
        changes or gazetteer.CHANGES,
        townships=(townships_file or gazetteer.TOWNSHIPS) if townships or townships_file else None,
    )
    gazetteer.write(built)
    print(
        f"{built.row_count} names 名称, {built.current_counties} counties of today 现行县级,"
        f" {built.past} of the past 历史, {built.by_hand} by hand 手工;"
        " now 下一步: python -m transforms retag"
    )


@app.command()
def precompile() -> None:
    """Compile the inner loops once 预编译: later builds find them in the cache."""
    from transforms.precompile import precompile

    print(f"{precompile()} loops compiled")


def _tell(report: object) -> None:
    from transforms.build.report import BuildReport

    assert isinstance(report, BuildReport)
    stages = ", ".join(f"{name} {took:.1f} s" for name, took in report.seconds.items())
    counts = report.counts
    sums = f"read {counts['raw_lines']} = kept {counts['kept']} + dropped {counts['dropped']}"
    print(f"{sums}; {stages}")
    print(f"snapshot {report.snapshot_id} {'published' if report.is_new else 'unchanged'}")
    if report.mended:
        shown = ", ".join(report.mended[:3])
        more = f" and {len(report.mended) - 3} more 等" if len(report.mended) > 3 else ""
        print(f"{len(report.mended)} broken files made again 已修复: {shown}{more}")
    for line in report.held:
        print(f"HELD {line}", file=sys.stderr)
    if report.held:
        print(
            "the rest is published 其余已发布; look at them, then: python -m transforms release"
            " [--channel C] and build again",
            file=sys.stderr,
        )
        sys.exit(LakeExit.HELD)


def main() -> None:
    logging.basicConfig(level=os.environ.get("COVERAGE_LOG", "WARNING"), format="%(message)s")
    from transforms.errors import LakeError
    from transforms.tag.seeds import SeedError

    run_command(app, "transforms", LakeError, SeedError)


if __name__ == "__main__":
    main()
