"""The pictures of the report: altair specifications, drawn to SVG and PNG without a browser.

On the page they stand as images, so that nothing in them can run, whatever a page was called.
"""

from __future__ import annotations

import csv
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import altair as alt

from warehouse.folders import HERE
from warehouse.report.fonts import FAMILY
from warehouse.report.look import shown

if TYPE_CHECKING:
    from warehouse.report.findings import Findings, Row

INK, MUTED, LINE, BLUE, DEEP, AMBER = (
    "#1d2129", "#6b7280", "#d9dce3", "#2f6db3", "#153e75", "#c2701c",
)  # fmt: skip
STATE_COLOURS = {
    "covered": "#3b7a57",
    "silent": "#b9d8c4",
    "partly": "#e6b450",
    "not_crawled": "#e3e5ea",
}
STATE_LABELS = {
    "covered": "完整 covered",
    "silent": "无稿 silent",
    "partly": "部分 partly",
    "not_crawled": "未采集 not crawled",
}
WIDTH = 820
Chart = alt.Chart | alt.LayerChart | alt.VConcatChart


def charts(findings: Findings) -> dict[str, Chart]:
    """Every picture for which there is something to show, by file name."""
    drawn = {
        "attention": attention(findings["attention"]),
        "coverage": coverage(findings["states"]),
        "share": share(findings["shares"]),
        "counties": counties(findings["counties"], findings["places"]),
        "reprints": reprints(findings["flows"]),
        "lead_times": lead_times(findings["leads"]),
    }
    return {name: chart for name, chart in drawn.items() if chart is not None}


def draw(chart: Chart) -> tuple[str, bytes]:
    """The picture as SVG text and as PNG at twice its size."""
    import vl_convert

    spec = chart.configure(
        font=FAMILY,
        background="white",
        axis={
            "labelColor": MUTED,
            "titleColor": MUTED,
            "titleFontWeight": "normal",
            "labelFontSize": 12,
            "titleFontSize": 12,
            "gridColor": "#eceef2",
            "domainColor": LINE,
            "tickColor": LINE,
            "labelLimit": 190,
        },
        legend={"labelColor": INK, "labelFontSize": 12, "orient": "top", "title": None},
        view={"stroke": None},
        text={"font": FAMILY},
    ).to_dict()
    return vl_convert.vegalite_to_svg(spec), vl_convert.vegalite_to_png(spec, scale=2)


def attention(days: list[Row]) -> Chart | None:
    """Share and counts as means of seven days; bands where channels were not seen."""
    if not days:
        return None
    points = smoothed(days)
    x = alt.X("day:T", title=None, axis=alt.Axis(format="%Y-%m-%d", labelAngle=0, tickCount=7))
    counts = ["文章 documents", "报道 stories", "原创 originals"]
    long = [
        {"day": row["day"], "kind": kind, "n": row[field]}
        for row in points
        for kind, field in zip(counts, ("documents", "stories", "originals"), strict=True)
    ]
    base = alt.Chart(alt.Data(values=points))
    upper = alt.layer(
        *bands(days),
        base.mark_circle(size=16, color=BLUE, opacity=0.35).encode(x=x, y="daily:Q"),
        base.mark_line(color=DEEP, strokeWidth=2.2).encode(
            x=x, y=alt.Y("share:Q", title="占全部稿件 share of all articles %")
        ),
    ).properties(width=WIDTH, height=200)
    lower = alt.layer(
        *bands(days),
        alt.Chart(alt.Data(values=long))
        .mark_line(strokeWidth=1.8)
        .encode(
            x=x,
            y=alt.Y("n:Q", title="每日篇数 a day"),
            color=alt.Color(
                "kind:N", scale=alt.Scale(domain=counts, range=[DEEP, BLUE, AMBER]), sort=counts
            ),
        ),
    ).properties(width=WIDTH, height=150)
    return alt.vconcat(upper, lower, spacing=18)


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


def bands(days: list[Row]) -> list[alt.Chart]:
    """Grey behind days on which fewer than half the channels were seen whole."""
    gaps: list[dict[str, str]] = []
    for row in days:
        if 2 * row["whole_channel_count"] >= row["channel_count"]:
            continue
        day: date = row["published_date"]
        if gaps and gaps[-1]["end"] == day.isoformat():
            gaps[-1]["end"] = (day + timedelta(days=1)).isoformat()
        else:
            gaps.append({"start": day.isoformat(), "end": (day + timedelta(days=1)).isoformat()})
    if not gaps:
        return []
    return [
        alt.Chart(alt.Data(values=gaps))
        .mark_rect(color="#9aa1ad", opacity=0.28)
        .encode(x="start:T", x2="end:T")
    ]


def coverage(states: list[Row]) -> Chart | None:
    """One cell a channel and day: what was seen, what was not."""
    if not states:
        return None
    values = [
        {
            "title": shown(row["title"], 24),
            "day": row["published_date"].isoformat(),
            "until": (row["published_date"] + timedelta(days=1)).isoformat(),
            "state": STATE_LABELS[row["coverage_state"]],
        }
        for row in states
    ]
    channel_count = len({row["title"] for row in values})
    return (
        alt.Chart(alt.Data(values=values))
        .mark_rect()
        .encode(
            x=alt.X("day:T", title=None, axis=alt.Axis(format="%Y-%m-%d", tickCount=6)),
            x2="until:T",
            y=alt.Y("title:N", title=None, axis=alt.Axis(ticks=False, domain=False)),
            color=alt.Color(
                "state:N",
                scale=alt.Scale(
                    domain=list(STATE_LABELS.values()), range=list(STATE_COLOURS.values())
                ),
            ),
            stroke=alt.value("white"),
            strokeWidth=alt.value(1 if len(states) / channel_count < 200 else 0),
        )
        .properties(width=WIDTH - 150, height=alt.Step(22 if channel_count < 60 else 8))
    )


def share(shares: list[Row]) -> Chart | None:
    """Bars: each channel's share of its own volume, the counts written beside it."""
    if not shares:
        return None
    values = []
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
    base = alt.Chart(alt.Data(values=values)).encode(
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


def counties(divisions: list[Row], places: list[Row]) -> Chart | None:
    """A tile a county of Jiangxi, cities as blocks roughly where they lie."""
    tiles, titles = place_tiles(divisions, {row["region_code"]: row for row in places})
    if not tiles:
        return None
    scale = alt.Scale(scheme="blues", domainMin=0)
    base = alt.Chart(alt.Data(values=tiles)).encode(
        x=alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, 17], nice=False)),
        y=alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[17, 0], nice=False)),
    )
    named = alt.datum.n > 0
    peak = max(tile["n"] for tile in tiles) or 1
    cells = base.mark_rect(stroke="white", strokeWidth=2, cornerRadius=4).encode(
        x2="x2:Q",
        y2="y2:Q",
        color=alt.condition(
            named,
            alt.Color("n:Q", scale=scale, legend=None),
            alt.value("#f1f2f5"),
        ),
    )
    words = base.transform_calculate(cx="datum.x + 0.5", top="datum.y + 0.42").mark_text(fontSize=12)
    label = words.encode(
        x="cx:Q",
        y="top:Q",
        text="name:N",
        color=alt.condition(alt.datum.n > peak * 0.6, alt.value("white"), alt.value(INK)),
    )
    number = (
        base.transform_filter(named)
        .transform_calculate(cx="datum.x + 0.5", low="datum.y + 0.74")
        .mark_text(fontSize=11)
        .encode(
            x="cx:Q",
            y="low:Q",
            text="n:Q",
            color=alt.condition(alt.datum.n > peak * 0.6, alt.value("white"), alt.value(MUTED)),
        )
    )
    heads = (
        alt.Chart(alt.Data(values=titles))
        .mark_text(align="left", baseline="bottom", fontSize=13, fontWeight="bold", color=INK)
        .encode(x="x:Q", y="y:Q", text="name:N")
    )
    return alt.layer(cells, label, number, heads).properties(width=WIDTH, height=WIDTH * 17 // 20)


def place_tiles(
    divisions: list[Row], places: dict[str, Row]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Positions from ``tiles.csv``; counties it does not name fill their city's block in order."""
    with (HERE / "report" / "tiles.csv").open(encoding="utf-8", newline="") as file:
        grid = {row["region_code"]: row for row in csv.DictReader(file)}
    tiles, titles = [], []
    for city in divisions:
        block = grid.get(city["region_code"])
        if city["level"] != "city" or block is None:
            continue
        left, top = int(block["column"]), int(block["row"]) + 0.6
        count = places.get(city["region_code"], {}).get("document_count")
        name = city["region"] + (f" {count}" if count else "")
        titles.append({"x": left + 0.05, "y": top - 0.08, "name": name})
        members = [row for row in divisions if row["parent_code"] == city["region_code"]]
        for index, county in enumerate(members):
            code = county["region_code"]
            own = grid.get(code)
            column, row = (
                (int(own["column"]), int(own["row"]))
                if own
                else (index % int(block["columns"]), index // int(block["columns"]))
            )
            x, y = left + column, top + row
            tiles.append(
                {
                    "x": x, "x2": x + 1, "y": y, "y2": y + 1,
                    "name": short_name(county["region"]),
                    "n": places.get(code, {}).get("document_count", 0),
                }
            )  # fmt: skip
    return tiles, titles


def short_name(region: str) -> str:
    return region[:-1] if len(region) > 2 and region[-1] in "县市区" else region[:4]


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
    base = alt.Chart(alt.Data(values=values)).encode(
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
            color=alt.Color("n:Q", scale=alt.Scale(scheme="blues", domainMin=0), legend=None)
        ),
        base.mark_text(fontSize=12).encode(
            text="n:Q",
            color=alt.condition(alt.datum.n > peak * 0.6, alt.value("white"), alt.value(INK)),
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
            "note": f"{row['story_count']} 篇",
        }
        for row in leads
    ]
    order = [row["pair"] for row in values]
    base = alt.Chart(alt.Data(values=values)).encode(
        y=alt.Y("pair:N", sort=order, title=None, axis=alt.Axis(ticks=False, labelLimit=320))
    )
    return alt.layer(
        base.mark_bar(color=AMBER, height=10, cornerRadius=3).encode(
            x=alt.X("low:Q", title="中位时差（小时） median lag, hours"), x2="high:Q"
        ),
        base.mark_text(align="left", dx=6, color=INK, fontSize=12).encode(
            x="high:Q", text="note:N"
        ),
    ).properties(width=WIDTH - 300, height=alt.Step(24))
