"""Pictures that set channels side by side: share, reprints, lead times."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt

from warehouse.report.chart_style import AMBER, BLUE, INK, SHADES, WIDTH, Chart, inline
from warehouse.report.sanitize import shown

if TYPE_CHECKING:
    from warehouse.report.findings import Row


def share(shares: list[Row]) -> Chart | None:
    """Bars: each channel's share of its own volume, the counts written beside it."""
    if not shares:
        return None
    values: list[dict[str, Any]] = []
    for row in shares[:60]:
        known = row["share_pct"] is not None
        note = (
            f"{row['share_pct']:.1f} %  ({row['document_count']} / {row['article_count']})"
            if known
            else "未采集 no data"
        )
        values.append(
            {"title": shown(row["title"], 24), "share": row["share_pct"] or 0, "note": note}
        )
    order = [row["title"] for row in values]
    widest = max(row["share"] for row in values) or 1
    base = alt.Chart(inline(values)).encode(
        x=alt.X(
            "share:Q",
            title="占本频道稿件 share of its own articles %",
            scale=alt.Scale(domain=[0, widest * 1.25]),
        ),
        y=alt.Y("title:N", sort=order, title=None, axis=alt.Axis(ticks=False, domain=False)),
    )
    return alt.layer(
        base.mark_bar(color=BLUE, height=15, cornerRadiusEnd=2),
        base.mark_text(align="left", dx=6, color=INK, fontSize=12).encode(text="note:N"),
    ).properties(width=WIDTH - 150, height=alt.Step(24))


def reprints(flows: list[Row]) -> Chart | None:
    """A matrix: sources by row, channels that reprint them by column."""
    if not flows:
        return None
    sums: dict[str, int] = {}
    for row in flows:
        sums[row["source"]] = sums.get(row["source"], 0) + row["document_count"]
    kept = sorted(sums, key=lambda name: (-sums[name], name))[:18]
    values = [
        {
            "source": shown(row["source"], 16),
            "copier": shown(row["copier"], 16),
            "n": row["document_count"],
        }
        for row in flows
        if row["source"] in kept
    ]
    order = [shown(name, 16) for name in kept]
    base = alt.Chart(inline(values)).encode(
        x=alt.X(
            "copier:N",
            title="转载频道 reprinted by",
            axis=alt.Axis(orient="top", labelAngle=-40, ticks=False, domain=False),
        ),
        y=alt.Y(
            "source:N",
            sort=order,
            title="来源 source",
            axis=alt.Axis(ticks=False, domain=False),
        ),
    )
    peak = max(row["n"] for row in values)
    return alt.layer(
        base.mark_rect(cornerRadius=3, stroke="white", strokeWidth=2).encode(
            color=alt.Color("n:Q", scale=SHADES, legend=None)
        ),
        base.mark_text(fontSize=12).encode(
            text="n:Q",
            color=alt.condition(alt.datum.n > peak * 0.7, alt.value("white"), alt.value(INK)),
        ),
    ).properties(width=alt.Step(46), height=alt.Step(28))


def lead_times(leads: list[Row]) -> Chart | None:
    """Bars from the shortest to the longest median lag that the printed times allow."""
    if not leads:
        return None
    values = [
        {
            "pair": f"{shown(row['first_title'], 14)} → {shown(row['title'], 14)}",
            "low": row["median_lag_min_seconds"] / 3600,
            "high": max(row["median_lag_max_seconds"], row["median_lag_min_seconds"] + 600) / 3600,
            "note": f"{row['story_count']} 篇 {'story' if row['story_count'] == 1 else 'stories'}",
        }
        for row in leads
    ]
    order = [row["pair"] for row in values]
    base = alt.Chart(inline(values)).encode(
        y=alt.Y("pair:N", sort=order, title=None, axis=alt.Axis(ticks=False, labelLimit=320))
    )
    return alt.layer(
        base.mark_bar(color=AMBER, height=6, opacity=0.6).encode(
            x=alt.X("low:Q", title="中位时差（小时） median lag, hours"), x2="high:Q"
        ),
        base.mark_circle(color=AMBER, size=46, opacity=1).encode(x="low:Q"),
        base.mark_circle(color=AMBER, size=46, opacity=1).encode(x="high:Q"),
        base.mark_text(align="left", dx=9, color=INK, fontSize=12).encode(
            x="high:Q", text="note:N"
        ),
    ).properties(width=WIDTH - 300, height=alt.Step(24))
