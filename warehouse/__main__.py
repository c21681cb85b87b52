"""``python -m warehouse``: publish the views, check them, ask them, carry answers out."""

from __future__ import annotations

import logging
import os
import sys
from datetime import datetime  # noqa: TC003 - typer reads the annotations
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from storage.command_line import run_command
from storage.exit_codes import WarehouseExit, told
from storage.paths import data_folder, is_ours
from warehouse.errors import ArgumentError, CheckFailedError, WarehouseError
from warehouse.quality.kinds import Kind

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    epilog=f"Exit codes 退出码: {told(WarehouseExit)}.",
)


class Format(StrEnum):
    csv = "csv"
    parquet = "parquet"
    json = "json"
    xlsx = "xlsx"


@app.command("build")
def build_catalogue() -> None:
    """Publish the views over the current snapshot 发布视图 → data/coverage.duckdb."""
    from warehouse.build import build

    print(build(data_folder()))


@app.command()
def check() -> None:
    """Run every data check on the published catalogue 检查数据; is it the newest snapshot?"""
    from warehouse.build import unpublished
    from warehouse.check import run_checks
    from warehouse.reader import open_catalogue

    with open_catalogue(data_folder()) as connection:
        for name in run_checks(connection):
            print(f"ok  {name}")
        newer = unpublished(data_folder(), connection)
    if newer:
        raise CheckFailedError(newer)


@app.command()
def query(
    sql: Annotated[str, typer.Argument(help="one SELECT; - reads it from standard input")],
    limit: Annotated[int, typer.Option(min=0, help="rows shown at most; 0 is all")] = 1000,
    seconds: Annotated[float, typer.Option(min=0.1, max=86_400, help="time limit")] = 60.0,
    memory: Annotated[str, typer.Option(help="memory limit")] = "1GB",
    as_json: Annotated[bool, typer.Option("--json", help="JSON lines instead of a table")] = False,
) -> None:
    """Ask the published snapshot 查询: read only, no file or network beyond the lake."""
    from warehouse.formatting import json_lines, table_lines
    from warehouse.reader import RESULT_BYTES, Limits, size_in_bytes
    from warehouse.sandbox import answer

    # The answer itself is kept beside the process that gives it, and copied once.
    most = min(RESULT_BYTES, size_in_bytes(memory) // 4)
    limits = Limits(seconds=seconds, memory=memory, result_bytes=most)
    rows = answer(data_folder(), sys.stdin.read() if sql == "-" else sql, limits)
    for line in json_lines(rows) if as_json else table_lines(rows, limit):
        print(line)


@app.command()
def views() -> None:
    """List views and macros with what one row is 视图目录."""
    from warehouse.sql_files import sql_files

    for file in sql_files("views"):
        if file.kind in {"view", "macro"}:
            print(f"{file.name:<44} {file.grain}")


@app.command()
def export(
    out: Annotated[Path, typer.Option(help="file to write")],
    view: Annotated[str | None, typer.Option(help="a whole view")] = None,
    sql: Annotated[str | None, typer.Option(help="or the rows of one SELECT")] = None,
    form: Annotated[Format | None, typer.Option("--format", help="else by the file name")] = None,
    raw: Annotated[
        bool, typer.Option("--raw", help="leave formula-like cells as they are")
    ] = False,
) -> None:
    """Carry rows out 导出: CSV and XLSX are safe to open in a spreadsheet."""
    from warehouse.export import export as write
    from warehouse.reader import Limits, pinned_catalogue
    from warehouse.sandbox import answer

    kind = form or kind_of(out)
    refuse_ours(out)
    if (view is None) == (sql is None):
        raise ArgumentError("give either --view or --sql 请指定 --view 或 --sql")
    if view is not None and not view.replace("_", "").isalnum():
        raise ArgumentError(f"no view is named {view!r} 没有此视图: see python -m warehouse views")
    limits = Limits(seconds=600, memory="2GB", result_bytes=2_000_000_000)
    with pinned_catalogue(data_folder(), "export", f"is exported to {out}"):
        rows = answer(data_folder(), sql or f'select * from "{view}"', limits)
    changed = write(rows, out, kind.value, raw=raw)
    made_safe = f", {changed} cells made safe 处理" if changed else ""
    print(f"{out}: {rows.num_rows} rows 行{made_safe}")


@app.command()
def report(
    theme: Annotated[str, typer.Option(help="theme id, such as 主攻工业")],
    out: Annotated[Path, typer.Option(help="folder to write into")],
    since: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])] = None,
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])] = None,
) -> None:
    """Write one offline page about a theme 主题报告, with its charts as SVG and PNG."""
    from warehouse.reader import pinned_catalogue
    from warehouse.report.fonts import ADVICE, has_chinese_font
    from warehouse.report.page import write_report

    refuse_ours(out)
    if not has_chinese_font():
        print(f"warehouse: {ADVICE}", file=sys.stderr)
    days = (since.date() if since else None, until.date() if until else None)
    with pinned_catalogue(data_folder(), "report", f"is reported on in {out}"):
        page = write_report(data_folder(), theme, out, *days, tell=tell)
    print(page)


@app.command()
def sample(
    kind: Annotated[Kind, typer.Option(help="what is tagged")] = Kind.theme,
    theme: Annotated[str | None, typer.Option(help="theme id; other kinds: all articles")] = None,
    count: Annotated[int, typer.Option("--n", min=2, max=10_000, help="rows to judge")] = 100,
    seed: Annotated[int, typer.Option(min=0, help="another one draws another sample")] = 1,
    out: Annotated[Path | None, typer.Option(help="file to write; else named by sample")] = None,
) -> None:
    """Write a blind sheet for coders 抽样判读表: stratified, the same for the same seed."""
    from warehouse.quality.readings import keep_key
    from warehouse.quality.sampling import draw
    from warehouse.quality.sheet import keep_sheet

    if out is not None:
        refuse_ours(out)
    drawn = draw(data_folder(), kind, theme, count, seed)
    path = out or Path(f"{kind.value}-{drawn.sample}.csv")
    keep_sheet(drawn, path)
    keep_key(data_folder(), drawn)
    print(f"{path}: {len(drawn.units)} rows to judge 行待判读; one copy a coder 每人一份")
    print(f"then 然后: python -m warehouse quality {path} [SECOND CODER'S SHEET]")


@app.command()
def quality(
    sheets: Annotated[list[Path], typer.Argument(help="sheets of one or two coders")],
) -> None:
    """Read coders' sheets back 读回判读表: precision, recall, α, corrected shares."""
    from warehouse.quality.measure import read_sheets, told

    is_any_new = False
    for row, is_new in read_sheets(data_folder(), sheets):
        is_any_new = is_any_new or is_new
        for line in told(row):
            print(line)
    print(
        "kept 已保存: python -m warehouse build shows it in tag_quality"
        if is_any_new
        else "read before, nothing changed 已读过，无变化"
    )


def refuse_ours(out: Path) -> None:
    if is_ours(data_folder(), out):
        raise ArgumentError(
            f"{out} is where the pipeline keeps its own files 请换一个位置: choose another --out"
        )


def tell(step: str) -> None:
    if sys.stderr.isatty():
        print(f"… {step}", file=sys.stderr)


def kind_of(out: Path) -> Format:
    try:
        return Format(out.suffix.lstrip(".").lower())
    except ValueError:
        raise ArgumentError(
            f"{out.name}: give --format csv, parquet, json or xlsx 请指定格式"
        ) from None


@app.command()
def relocate(
    lake: Annotated[Path | None, typer.Option(help="where the lake lies now")] = None,
) -> None:
    """Point the catalogue at a data folder that moved 迁移后修正路径."""
    from warehouse.build import relocate

    print(relocate(data_folder(), lake))


def main() -> None:
    logging.basicConfig(level=os.environ.get("COVERAGE_LOG", "WARNING"), format="%(message)s")
    run_command(app, "warehouse", WarehouseError)


if __name__ == "__main__":
    main()
