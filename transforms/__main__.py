"""``python -m transforms``: build the lake, tag it again, or run one step over files."""

from __future__ import annotations

import logging
import os
import sys
from datetime import datetime
from pathlib import Path  # noqa: TC003 - typer reads it
from typing import Annotated

import typer

from storage.paths import data_folder

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])]


@app.command("build")
def build_lake(
    since: Day = None,
    until: Day = None,
    workers: int | None = None,
    accept_drift: bool = False,
) -> None:
    """Raw items → lake, incremental 原始 → 数据湖. Days are those of the crawl (UTC)."""
    from transforms.build.pipeline import build

    report = build(
        data_folder(),
        since=since.date() if since else None,
        until=until.date() if until else None,
        workers=workers,
        accept_drift=accept_drift,
    )
    _tell(report)


@app.command()
def retag(workers: int | None = None) -> None:
    """Themes, places, people, targets again after a seed changed 重新标注 (no crawl)."""
    from transforms.build.pipeline import retag

    _tell(retag(data_folder(), workers=workers))


@app.command()
def article(source: str, out: Annotated[str, typer.Option(help="- is the terminal")] = "-") -> None:
    """Clean the output of ``scrapy extract`` 清洗: RAW.jsonl or - → one JSON object a line."""
    from transforms.clean.article import command

    command(source, out)


@app.command()
def stories(source: Path, out: Path) -> None:
    """Near-duplicates of any texts 近似重复: IN (Parquet, JSON lines) → OUT and its edges."""
    from transforms.dedupe.command import stories

    stories(source, out)


@app.command()
def precompile() -> None:
    """Compile the inner loops once 预编译: later builds find them in the cache."""
    from transforms.precompile import precompile

    print(f"{precompile()} loops compiled")


def _tell(report: object) -> None:
    from transforms.build.pipeline import BuildReport

    assert isinstance(report, BuildReport)
    stages = ", ".join(f"{name} {took:.1f} s" for name, took in report.seconds.items())
    counts = report.counts
    sums = f"read {counts['raw_lines']} = kept {counts['kept']} + dropped {counts['dropped']}"
    print(f"{sums}; {stages}")
    print(f"snapshot {report.snapshot_id} {'published' if report.is_new else 'unchanged'}")


def main() -> None:
    logging.basicConfig(level=os.environ.get("COVERAGE_LOG", "WARNING"), format="%(message)s")
    from transforms.errors import LakeError
    from transforms.tag.seeds import SeedError

    try:
        app()
    except (LakeError, SeedError, OSError) as error:
        print(f"transforms: {error}", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
