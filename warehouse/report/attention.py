"""Pictures along time: attention to the theme, and what was seen of each channel."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import altair as alt

from storage import states
from warehouse.report.chart_style import AMBER, BLUE, DEEP, WIDTH, Chart, inline
from warehouse.report.sanitize import shown

if TYPE_CHECKING:
    from warehouse.report.findings import Row

DAYS = alt.Axis(format="%Y-%m-%d", labelAngle=0, tickCount=6, labelFlush=True, labelOverlap=True)
GAP_LABELS = ["部分频道缺失 some channels not seen", "过半频道缺失 most channels not seen"]
GAP_SHADES = ["#eceef2", "#c3c8d1"]
STATES = {
    states.COVERED: ("完整 covered", "#2f6db3"),
    states.SILENT: ("无稿 silent", "#cfe3f6"),
    states.PARTLY: ("部分 partly", "#e6b450"),
    states.CHALLENGED: ("受阻 challenged", "#a63d57"),
    states.NOT_CRAWLED: ("未采集 not crawled", "#8a919d"),
}
"""Words and colour of each. Apart in lightness too: a hole must not pass for a silent day."""
STATE_MEANINGS = {
    states.COVERED: "完整采集，有报道 seen whole, with articles",
    states.SILENT: "完整采集，无报道 seen whole, without any",
    states.PARTLY: "采集过，未证实完整 seen, but not proven whole",
    states.CHALLENGED: "网站要求验证、登录或拒绝访问 a captcha, a login or a refusal came instead",
    states.NOT_CRAWLED: "无人看过 nobody looked",
}


def attention(days: list[Row]) -> Chart | None:
    """Share and counts as means of seven days; bands where channels were not seen."""
    if not days:
        return None
    points = smoothed(days)
    x = alt.X("day:T", title=None, axis=DAYS)
    counts = ["文章 documents", "报道 stories", "原创 originals"]
    long = [
        {"day": row["day"], "kind": kind, "n": row[field]}
        for row in points
        for kind, field in zip(counts, ("documents", "stories", "originals"), strict=True)
    ]
    base = alt.Chart(inline(points))
    upper = alt.layer(
        *bands(days, with_legend=True),
        base.mark_circle(size=22, color=BLUE, opacity=0.55).encode(x=x, y="daily:Q"),
        base.mark_line(color=DEEP, strokeWidth=2.2).encode(
            x=x, y=alt.Y("share:Q", title="占全部稿件 share of all articles %")
        ),
    ).properties(width=WIDTH, height=200)
    lower = alt.layer(
        *bands(days),
        alt.Chart(inline(long))
        .mark_line(strokeWidth=1.8)
        .encode(
            x=x,
            y=alt.Y("n:Q", title="每日篇数 a day"),
            color=alt.Color(
                "kind:N", scale=alt.Scale(domain=counts, range=[DEEP, BLUE, AMBER]), sort=counts
            ),
            strokeDash=alt.StrokeDash(
                "kind:N",
                scale=alt.Scale(domain=counts, range=[[1, 0], [7, 3], [2, 2]]),
                sort=counts,
            ),
        ),
    ).properties(width=WIDTH, height=150)
    both: Chart = alt.vconcat(upper, lower, spacing=18).resolve_legend(
        color="independent", strokeDash="independent", fill="independent"
    )
    return both


def smoothed(days: list[Row]) -> list[dict[str, Any]]:
    """Means over seven days up to each day; null on days nobody looked at, so that lines break."""
    points = []
    for index, row in enumerate(days):
        past = [d for d in days[max(0, index - 6) : index + 1] if d["article_count"] is not None]
        is_known = row["article_count"] is not None
        volume = sum(d["article_count"] for d in past)
        point: dict[str, Any] = {"day": row["published_date"].isoformat()}
        point["daily"] = (
            100 * row["document_count"] / row["article_count"] if row["article_count"] else None
        )
        point["share"] = (
            100 * sum(d["document_count"] for d in past) / volume if is_known and volume else None
        )
        for name, field in (
            ("documents", "document_count"),
            ("stories", "story_count"),
            ("originals", "original_count"),
        ):
            point[name] = sum(d[field] for d in past) / len(past) if is_known else None
        points.append(point)
    return points


def bands(days: list[Row], *, with_legend: bool = False) -> list[alt.Chart]:
    """Grey behind days on which not all channels were seen whole, darker where most were not."""
    found = gaps(days)
    return [shading(inline(found), with_legend=with_legend)] if found else []


def gaps(days: list[Row]) -> list[dict[str, str]]:
    """Runs of days that lack channels: {start, end (the day after), kind (of GAP_LABELS)}."""
    found: list[dict[str, str]] = []
    for row in days:
        if row["whole_channel_count"] >= row["channel_count"]:
            continue
        day: date = row["published_date"]
        start, end = day.isoformat(), (day + timedelta(days=1)).isoformat()
        kind = GAP_LABELS[2 * row["whole_channel_count"] < row["channel_count"]]
        if found and (found[-1]["end"], found[-1]["kind"]) == (start, kind):
            found[-1]["end"] = end
        else:
            found.append({"start": start, "end": end, "kind": kind})
    return found


def shading(data: alt.Data | alt.NamedData, *, with_legend: bool) -> alt.Chart:
    """``data`` are rows of ``gaps``."""
    shades = alt.Scale(domain=GAP_LABELS, range=GAP_SHADES)
    fill = alt.Fill("kind:N", scale=shades)
    chart: alt.Chart = (
        alt.Chart(data)
        .mark_rect()
        .encode(x="start:T", x2="end:T", fill=fill if with_legend else fill.legend(None))
    )
    return chart


def coverage(days: list[Row]) -> Chart | None:
    """One cell a channel and day: what was seen, what was not."""
    if not days:
        return None
    values = [
        {
            "title": shown(row["title"], 24),
            "day": row["published_date"].isoformat(),
            "until": (row["published_date"] + timedelta(days=1)).isoformat(),
            "state": STATES[row["coverage_state"]][0],
        }
        for row in days
    ]
    channel_count = len({row["title"] for row in values})
    cells: Chart = (
        alt.Chart(inline(values))
        .mark_rect()
        .encode(
            x=alt.X("day:T", title=None, axis=DAYS),
            x2="until:T",
            y=alt.Y("title:N", title=None, axis=alt.Axis(ticks=False, domain=False)),
            color=alt.Color(
                "state:N",
                scale=alt.Scale(
                    domain=[label for label, _ in STATES.values()],
                    range=[colour for _, colour in STATES.values()],
                ),
            ),
            stroke=alt.value("white"),
            strokeWidth=alt.value(1 if len(days) / channel_count < 200 else 0),
        )
        .properties(width=WIDTH - 150, height=alt.Step(22 if channel_count < 60 else 8))
    )
    return cells
