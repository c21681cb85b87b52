"""Attention over time as a Vega-Lite specification in the look of the report.

Bars are articles per day, the line is their share of the channels' own volume (seven-day mean), and
days that were not fully crawled are shaded: there, a low bar says nothing.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import altair as alt

from warehouse.report.attention import DAYS, gaps, shading
from warehouse.report.chart_style import AMBER, BLUE, specification

if TYPE_CHECKING:
    from desk.page.questions import Day

WEEK = 7
WHOLE_NUMBERS = alt.Axis(labelExpr="datum.value % 1 ? '' : format(datum.value, ',d')")
"""There is no half article."""


def draw(days: list[Day], description: str) -> dict[str, Any]:
    """The specification with its rows: days one after another, none left out.

    ``description`` is plain text, read out to those who cannot see.
    """
    return _chart() | {
        "description": description,
        "datasets": {"days": _rows(days), "gaps": _gap_rows(days)},
    }


@cache
def _chart() -> dict[str, Any]:
    """Everything but the rows: altair checks each row it is given, for seconds."""
    counted = alt.Chart(alt.NamedData("days"), name="articles").mark_bar(color=BLUE)
    share = alt.Chart(alt.NamedData("days"), name="share").mark_line(color=AMBER, strokeWidth=2)
    day, number = alt.Tooltip("noon:T", format="%Y-%m-%d", title="日期 day"), "文章 articles"
    layers = alt.layer(
        shading(alt.NamedData("gaps"), with_legend=False).encode(
            tooltip=[
                alt.Tooltip("days:N", title="日期 days"),
                alt.Tooltip("kind:N", title="未完整抓取 not fully crawled"),
                alt.Tooltip("covered:N", title="完整频道 channels fully crawled"),
            ]
        ),
        counted.encode(
            x=alt.X("morning:T", title=None, axis=DAYS),
            x2="evening:T",
            y=alt.Y("articles:Q", title="每日文章数 articles a day", axis=WHOLE_NUMBERS),
            y2=alt.datum(0),
            tooltip=[
                day,
                alt.Tooltip("articles:Q", title=number),
                alt.Tooltip("volume:Q", title="总量 in all"),
                alt.Tooltip("daily:Q", title="当日占比 share of the day %", format=".1f"),
            ],
        ),
        share.encode(
            x="noon:T",
            y=alt.Y("share:Q", title="七日占比 share, seven days %"),
            tooltip=[day, alt.Tooltip("share:Q", title="七日占比 share %", format=".1f")],
        ),
    ).resolve_scale(y="independent")
    return specification(layers.properties(width="container", height=260))


def _rows(days: list[Day]) -> list[dict[str, Any]]:
    """Times have no zone, so a browser takes them as its own: days are the same everywhere."""
    return [
        {
            "morning": f"{day.day}T02:00:00",
            "noon": f"{day.day}T12:00:00",
            "evening": f"{day.day}T22:00:00",
            "articles": day.articles,
            "volume": day.volume,
            "daily": _rounded(day.share),
            "share": _rounded(share),
        }
        for day, share in zip(days, weekly_shares(days), strict=True)
    ]


def _gap_rows(days: list[Day]) -> list[dict[str, str]]:
    """Gaps as the report shades them, with their days and the fewest channels crawled in them."""
    known = [
        {"published_date": d.day, "whole_channel_count": d.covered, "channel_count": d.channels}
        for d in days
    ]
    found = []
    for gap in gaps(known):
        start, end = (date.fromisoformat(gap[side]) for side in ("start", "end"))
        inside = days[(start - days[0].day).days : (end - days[0].day).days]
        fewest = min(day.covered for day in inside)
        found.append(
            {
                "start": f"{gap['start']}T00:00:00",
                "end": f"{gap['end']}T00:00:00",
                "kind": gap["kind"],
                "days": f"{inside[0].day} – {inside[-1].day}",
                "covered": f"{fewest} / {inside[0].channels}",
            }
        )
    return found


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 2)


def weekly_shares(days: list[Day]) -> list[float | None]:
    """Share over the seven days up to each; null while nothing was published or a day is a gap."""
    shares: list[float | None] = []
    for number in range(len(days)):
        week = days[max(0, number - WEEK + 1) : number + 1]
        volume = sum(day.volume for day in week)
        is_known = volume and not any(day.is_gap for day in week)
        shares.append(100.0 * sum(day.articles for day in week) / volume if is_known else None)
    return shares
