"""The page's own little web app, mounted by the plugin under ``/coverage``.

Only readers who are logged in to Airflow get an answer.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from functools import cache, partial
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import duckdb
from airflow.api_fastapi.core_api.security import get_user
from fastapi import Depends, FastAPI, Query, Request
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, Response
from jinja2 import Environment, FileSystemLoader

from desk.page import questions
from desk.page.attention_chart import draw
from desk.page.facts import facts
from desk.page.questions import Choice
from desk.page.vega_bundle import bundle, bundle_version
from desk.published import NotPublishedError, opened
from storage.states import CHANNEL_DAY_STATES
from warehouse.report.attention import GAP_LABELS, GAP_SHADES, STATE_MEANINGS, STATES
from warehouse.report.chart_style import AMBER, BLUE

if TYPE_CHECKING:
    from jinja2 import Template

log = logging.getLogger(__name__)
HERE = Path(__file__).parent
READERS = ThreadPoolExecutor(3, thread_name_prefix="coverage")
"""Answers made at once. The threads of the API server belong to Airflow."""
LIMITS: dict[str, Any] = {"threads": 2, "memory_limit": "400MB", "temp_directory": ""}
"""A page may not crowd out the crawls beside it."""
YEARS = range(1900, 2101)
"""A day outside of them is no wish: calendars end where periods are counted from it."""
Text = Annotated[str | None, Query(max_length=100)]


def create() -> FastAPI:
    app = FastAPI(title="coverage", docs_url=None, redoc_url=None, openapi_url=None)
    app.router.dependencies.append(Depends(get_user))
    app.add_api_route("/", page, response_class=HTMLResponse)
    app.add_api_route("/card.json", card)
    app.add_api_route("/vega.js", vega)
    app.add_api_route("/chart.js", chart_code)
    app.add_api_route("/card.js", card_code)
    app.add_api_route("/icon.svg", icon)
    return app


async def page(
    request: Request,
    theme: Text = None,
    channel: Text = None,
    since: Text = None,
    until: Text = None,
) -> Response:
    """The whole page for one theme, channel and period. Unknown choices fall back to all."""
    wish = partial(_page, _base(request), theme, channel, since, until)
    return await asyncio.get_running_loop().run_in_executor(READERS, wish)


async def card() -> Response:
    """Figures of the card on Airflow's home page."""
    return await asyncio.get_running_loop().run_in_executor(READERS, _card)


async def vega() -> Response:
    """The chart's engine. Its address names its version, so it is kept for good."""
    path = await asyncio.get_running_loop().run_in_executor(READERS, bundle)
    headers = {"Cache-Control": "private, max-age=31536000, immutable"}
    return FileResponse(path, media_type="text/javascript", headers=headers)


def _page(
    base: str, theme: str | None, channel: str | None, since: str | None, until: str | None
) -> Response:
    try:
        with opened(limits=LIMITS) as connection:
            known = facts(connection)
            first, last = _period(since, until, known.first, known.last)
            choice = Choice(
                theme=theme if theme in known.themes else None,
                channel=channel if channel in dict(known.channels) else None,
                since=first,
                until=last,
            )
            days = questions.attention(connection, choice)
            leaders = questions.leaders(connection, choice)
            seen = questions.seen_days(connection, choice)
            quality = questions.quality(connection, choice.theme)
    except NotPublishedError:
        return _note(
            "尚无已发布数据。Nothing is published yet: trigger crawl_channels.", HTTPStatus.OK
        )
    except duckdb.Error:
        log.exception("the published database could not be read")
        return _note(
            "已发布的数据库无法读取。The published database cannot be read: make doctor says why.",
            HTTPStatus.SERVICE_UNAVAILABLE,
        )
    nonce = secrets.token_urlsafe(12)
    description = f"{choice.theme or '全部主题 any theme'} {first} – {last}"
    html = _template().render(
        nonce=nonce,
        base=base,
        snapshot=known.snapshot,
        themes=known.themes,
        channels=known.channels,
        choice=choice,
        chart=draw(days, description),
        colours={"bar": BLUE, "line": AMBER, "gaps": GAP_SHADES},
        gap_labels=GAP_LABELS,
        vega_version=bundle_version(),
        articles=sum(day.articles for day in days),
        volume=sum(day.volume for day in days),
        gaps=sum(day.is_gap for day in days),
        health=[row for row in known.health if choice.channel in (None, row["channel"])],
        leaders=leaders,
        states={state: (*STATES[state], STATE_MEANINGS[state]) for state in CHANNEL_DAY_STATES},
        seen=seen,
        quality=quality,
    )
    return _html(html, HTTPStatus.OK, nonce)


def _card() -> Response:
    try:
        with opened(limits=LIMITS) as connection:
            known = facts(connection)
    except NotPublishedError:
        return JSONResponse({"articles": 0, "channels": 0, "newest": None, "silent": []})
    except duckdb.Error:
        log.exception("the published database could not be read")
        return JSONResponse({"error": "make doctor"}, HTTPStatus.SERVICE_UNAVAILABLE)
    return JSONResponse(
        {
            "articles": known.articles,
            "channels": sum(row["article_count"] > 0 for row in known.health),
            "newest": str(known.newest) if known.newest else None,
            "silent": [row["title"] for row in known.health if row["is_stale"]],
        }
    )


async def chart_code() -> Response:
    return FileResponse(HERE / "chart.js", media_type="text/javascript")


async def card_code() -> Response:
    return FileResponse(HERE / "card.js", media_type="text/javascript")


async def icon() -> Response:
    return FileResponse(HERE / "icon.svg", media_type="image/svg+xml")


@cache
def _template() -> Template:
    return Environment(loader=FileSystemLoader(HERE), autoescape=True).get_template("page.html")


def _note(text: str, status: int) -> Response:
    return _html(f'<!doctype html><html lang="zh-CN"><p>{text}</p></html>', status)


def _html(html: str, status: int, nonce: str = "") -> Response:
    return HTMLResponse(
        html,
        status_code=status,
        headers={
            "Content-Security-Policy": f"default-src 'none'; style-src 'nonce-{nonce}';"
            f" script-src 'nonce-{nonce}'; form-action 'self'; frame-ancestors 'self';"
            " base-uri 'none'",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
        },
    )


def _period(since: str | None, until: str | None, first: date, last: date) -> tuple[date, date]:
    """The days asked for, in order and bounded; what cannot be read becomes the default."""
    last = _day(until) or last
    first = _day(since) or min(first, last)
    if first > last:
        first, last = last, first
    return max(first, last - timedelta(days=questions.PERIOD_LIMIT - 1)), last


def _day(text: str | None) -> date | None:
    try:
        day = date.fromisoformat(text) if text else None
    except ValueError:
        return None
    return day if day and day.year in YEARS else None


def _base(request: Request) -> str:
    """Where the Airflow UI begins: this app's own prefix taken off."""
    return str(request.scope.get("root_path", "")).removesuffix("/coverage").rstrip("/") + "/"
