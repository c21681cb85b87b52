"""Attention over time as an SVG drawn on the server: no script, no asset from elsewhere.

Bars are articles per day, the line is their share of the channels' own volume (seven-day mean), and
days that were not fully crawled are shaded: there, a low bar says nothing.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desk.page.questions import Day

WIDTH, HEIGHT = 960, 260
LEFT, RIGHT, TOP, BOTTOM = 44, 48, 16, 30
WEEK = 7


def draw(days: list[Day], label: str) -> str:
    """``label`` is plain text that was escaped already."""
    if not days:
        return ""
    step = (WIDTH - LEFT - RIGHT) / len(days)
    most = max(1, max(day.articles for day in days))
    most += most % 2 if most > 1 else 0  # half of it is a whole number, for the grid
    shares = _weekly(days)
    top_share = max(1.0, max((share for share in shares if share is not None), default=1.0))
    return "".join(
        [
            f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{label}">',
            *_gaps(days, step),
            *_grid(most, top_share),
            *(_bar(number, day, step, most) for number, day in enumerate(days) if day.articles),
            *_line(shares, step, top_share),
            *_months(days, step),
            "</svg>",
        ]
    )


def _weekly(days: list[Day]) -> list[float | None]:
    """Share over the seven days up to each; null while nothing was published or a day is a gap."""
    shares: list[float | None] = []
    for number in range(len(days)):
        week = days[max(0, number - WEEK + 1) : number + 1]
        volume = sum(day.volume for day in week)
        known = volume and not any(day.is_gap for day in week)
        shares.append(100.0 * sum(day.articles for day in week) / volume if known else None)
    return shares


def _gaps(days: list[Day], step: float) -> list[str]:
    shaded, number = [], 0
    for is_gap, run in groupby(days, key=lambda day: day.is_gap):
        length = len(list(run))
        if is_gap:
            first, last = days[number], days[number + length - 1]
            covered = min(day.covered for day in days[number : number + length])
            shaded.append(
                f'<rect class="gap" x="{LEFT + number * step:.1f}" y="{TOP}"'
                f' width="{length * step:.1f}" height="{HEIGHT - TOP - BOTTOM}">'
                f"<title>{first.day} – {last.day}: {covered} of {first.channels} channels fully"
                " crawled 未完整抓取</title></rect>"
            )
        number += length
    return shaded


def _bar(number: int, day: Day, step: float, most: int) -> str:
    height = (HEIGHT - TOP - BOTTOM) * day.articles / most
    share = f", {day.share:.1f} %" if day.share is not None else ""
    return (
        f'<rect class="bar" x="{LEFT + number * step + step * 0.12:.1f}"'
        f' y="{HEIGHT - BOTTOM - height:.1f}" width="{step * 0.76:.1f}" height="{height:.1f}">'
        f"<title>{day.day}: {day.articles} / {day.volume}{share}</title></rect>"
    )


def _line(shares: list[float | None], step: float, top: float) -> list[str]:
    scale = (HEIGHT - TOP - BOTTOM) / top
    lines = []
    for is_known, run in groupby(enumerate(shares), key=lambda pair: pair[1] is not None):
        if is_known:
            points = " ".join(
                f"{LEFT + (number + 0.5) * step:.1f},{HEIGHT - BOTTOM - scale * (share or 0):.1f}"
                for number, share in run
            )
            lines.append(f'<polyline class="share" points="{points}"/>')
    return lines


def _grid(most: int, top_share: float) -> list[str]:
    lines = []
    for part in (0.0, 0.5, 1.0) if most % 2 == 0 else (0.0, 1.0):  # there is no half article
        y = HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * part
        lines.append(f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y}" y2="{y}"/>')
        lines.append(f'<text class="axis end" x="{LEFT - 6}" y="{y + 4}">{most * part:g}</text>')
        share, x = f"{top_share * part:.0f} %", WIDTH - RIGHT + 6
        lines.append(f'<text class="axis" x="{x}" y="{y + 4}">{share}</text>')
    return lines


def _months(days: list[Day], step: float) -> list[str]:
    """A tick per month; per Monday where the period is short."""
    is_long = len(days) > 120
    ticks = []
    for number, day in enumerate(days):
        if day.day.day == 1 if is_long else day.day.weekday() == 0:
            shown = f"{day.day:%Y-%m}" if is_long else f"{day.day:%m-%d}"
            x = LEFT + number * step
            ticks.append(f'<text class="axis" x="{x:.1f}" y="{HEIGHT - 10}">{shown}</text>')
    return ticks[:: max(1, len(ticks) // 14)]
