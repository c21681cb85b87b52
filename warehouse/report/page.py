"""Write the report: one page, its pictures, and the archived records it cites."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from storage.clock import BEIJING
from storage.files import write_whole
from warehouse.report.cited_records import copy_record
from warehouse.report.findings import gather
from warehouse.report.fonts import has_chinese_font
from warehouse.report.sanitize import shown, web_address

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from warehouse.report.chart_style import Chart
    from warehouse.report.findings import Findings

HERE = Path(__file__).parent
PATTERNS = {"second": "%Y-%m-%d %H:%M:%S", "minute": "%Y-%m-%d %H:%M", "hour": "%Y-%m-%d %H 时"}


def write_report(
    data: Path,
    theme: str,
    out: Path,
    since: date | None = None,
    until: date | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> Path:
    """Write ``out/index.html``, ``out/charts/*.svg|png``, ``out/archive/*``; return the page.

    Raises ArgumentError if the theme or the time is unknown. ``tell`` is told of each step.
    """
    tell("asking 查询")
    findings = gather(data, theme, since, until)
    # Without a Chinese font a PNG would be boxes for good; an SVG takes the fonts of its reader.
    pictures = write_charts(findings, out, tell, with_png=has_chinese_font())
    tell("copying archived records 复制存档")
    records = {
        row["article_id"]: name
        for row in [*findings["quotes"], *findings["targets"]]
        if (name := copy_record(data, out, row["article_id"], row["warc_file"], row["warc_offset"]))
    }
    page = out / "index.html"
    write_whole(page, render(findings, pictures, records))
    return page


def write_charts(
    findings: Findings, out: Path, tell: Callable[[str], None], *, with_png: bool
) -> dict[str, str]:
    """Draw every picture to files; return them as data addresses for the page."""
    from warehouse.report.chart_style import draw_png, draw_svg

    pictures = {}
    (out / "charts").mkdir(parents=True, exist_ok=True)  # by the umask: reports are shown to others
    for name, chart in charts(findings).items():
        tell(f"drawing 绘图 {name}")
        svg = draw_svg(chart)
        write_whole(out / "charts" / f"{name}.svg", svg)
        if with_png:
            write_whole(out / "charts" / f"{name}.png", draw_png(chart))
        encoded = base64.b64encode(svg.encode()).decode("ascii")
        pictures[name] = f"data:image/svg+xml;base64,{encoded}"
    return pictures


def charts(findings: Findings) -> dict[str, Chart]:
    """Every picture for which there is something to show, by file name."""
    from warehouse.report import attention, comparisons, county_map

    drawn = {
        "attention": attention.attention(findings["attention"]),
        "coverage": attention.coverage(findings["states"]),
        "share": comparisons.share(findings["shares"]),
        "counties": county_map.counties(findings["counties"], findings["places"]),
        "reprints": comparisons.reprints(findings["flows"]),
        "lead_times": comparisons.lead_times(findings["leads"]),
    }
    return {name: chart for name, chart in drawn.items() if chart is not None}


def render(findings: Findings, pictures: dict[str, str], records: dict[str, str]) -> str:
    """The page. Everything scraped passes autoescape; the style is the only trusted markup."""
    pages = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=False,
    )
    pages.filters.update(
        shown=shown,
        web_address=web_address,
        interval=interval,
        beijing=beijing,
        plain_number=plain_number,
        format_digits=lambda pattern, digits: str(pattern) % digits,
    )
    style = (HERE / "style.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")
    window = findings.window
    named = asdict(findings) | findings.lists
    return pages.get_template("page.html.j2").render(
        **{key: value for key, value in named.items() if key != "lists"},
        whole_pct=100 * window["whole_day_count"] / max(window["channel_day_count"], 1),
        style=Markup(style),
        style_hash=f"sha256-{digest}",
        pictures=pictures,
        records=records,
    )


def interval(first: datetime, last: datetime) -> str:
    """A moment as far as it is known, on the Beijing clock: a day, a minute, a second."""
    start, end = first.astimezone(BEIJING), last.astimezone(BEIJING)
    width = end - start
    if width >= timedelta(hours=23):
        return f"{start:%Y-%m-%d}"
    return f"{start:%Y-%m-%d %H:%M}" if width >= timedelta(seconds=59) else f"{start:%F %T}"


def beijing(moment: datetime | None, precision: str | None) -> str:
    return f"{moment:{PATTERNS.get(precision or '', '%Y-%m-%d')}}" if moment else "—"


def plain_number(value: Any) -> str:
    return f"{value:,.10g}" if isinstance(value, int | float) else ""
