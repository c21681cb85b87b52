"""The page's own little web app, mounted by the plugin under ``/coverage``.

Only readers who are logged in to Airflow get an answer. It opens the published database, asks, and
closes it: a publish never waits for a reader.
"""

from __future__ import annotations

import secrets
from datetime import date, timedelta
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import duckdb
from airflow.api_fastapi.core_api.security import get_user
from fastapi import Depends, FastAPI, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from jinja2 import Environment, FileSystemLoader

from desk.page import questions
from desk.page.chart import draw
from desk.page.questions import Choice
from desk.settings import data_folder

if TYPE_CHECKING:
    from jinja2 import Template

HERE = Path(__file__).parent
Text = Annotated[str | None, Query(max_length=100)]


def create() -> FastAPI:
    app = FastAPI(title="coverage", docs_url=None, redoc_url=None, openapi_url=None)
    app.router.dependencies.append(Depends(get_user))
    app.add_api_route("/", page, response_class=HTMLResponse)
    app.add_api_route("/card.json", card)
    app.add_api_route("/card.js", card_code)
    app.add_api_route("/icon.svg", icon)
    return app


def page(
    request: Request,
    theme: Text = None,
    channel: Text = None,
    since: Text = None,
    until: Text = None,
) -> Response:
    """The whole page for one theme, channel and period. Unknown choices fall back to all."""
    catalog = data_folder() / "coverage.duckdb"
    if not catalog.exists():
        return _html(
            "<p>尚无已发布数据。Nothing is published yet: trigger crawl_channels.</p>", 200
        )
    with duckdb.connect(str(catalog), read_only=True) as connection:
        themes, channels = questions.options(connection)
        first, last = _period(since, until, *questions.default_period(connection))
        choice = Choice(
            theme=theme if theme in themes else None,
            channel=channel if channel in dict(channels) else None,
            since=first,
            until=last,
        )
        days = questions.attention(connection, choice)
        health = questions.health(connection, choice)
        leaders = questions.leaders(connection, choice)
    nonce = secrets.token_urlsafe(12)
    label = escape(f"{choice.theme or '全部主题'} {first} – {last}", quote=True)
    html = _template().render(
        nonce=nonce,
        base=_base(request),
        snapshot=_snapshot(),
        themes=themes,
        channels=channels,
        choice=choice,
        chart=draw(days, label),
        articles=sum(day.articles for day in days),
        volume=sum(day.volume for day in days),
        gaps=sum(day.is_gap for day in days),
        health=health,
        leaders=leaders,
    )
    return _html(html, 200, nonce)


def card() -> Response:
    """Figures of the card on Airflow's home page."""
    catalog = data_folder() / "coverage.duckdb"
    if not catalog.exists():
        return JSONResponse({"articles": 0, "channels": 0, "newest": None, "silent": []})
    with duckdb.connect(str(catalog), read_only=True) as connection:
        found = connection.execute(
            "select count(*), count(distinct channel), max(published_date) from articles"
        ).fetchone()
        first, last = questions.default_period(connection)
        everything = Choice(theme=None, channel=None, since=first, until=last)
        silent = [r["title"] for r in questions.health(connection, everything) if r["is_stale"]]
    articles, channels, newest = found or (0, 0, None)
    shown = str(newest) if newest else None
    return JSONResponse(
        {"articles": articles, "channels": channels, "newest": shown, "silent": silent}
    )


def card_code() -> Response:
    return Response((HERE / "card.js").read_text(encoding="utf-8"), media_type="text/javascript")


def icon() -> Response:
    return Response((HERE / "icon.svg").read_text(encoding="utf-8"), media_type="image/svg+xml")


@cache
def _template() -> Template:
    return Environment(loader=FileSystemLoader(HERE), autoescape=True).get_template("page.html")


def _html(html: str, status: int, nonce: str = "") -> Response:
    return HTMLResponse(
        html,
        status_code=status,
        headers={
            "Content-Security-Policy": f"default-src 'none'; style-src 'nonce-{nonce}';"
            " form-action 'self'; frame-ancestors 'self'; base-uri 'none'",
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
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _snapshot() -> str:
    try:
        return (data_folder() / "lake" / "CURRENT").read_text(encoding="utf-8").strip()[:80]
    except OSError:
        return "–"


def _base(request: Request) -> str:
    """Where the Airflow UI begins: this app's own prefix taken off."""
    return str(request.scope.get("root_path", "")).removesuffix("/coverage").rstrip("/") + "/"
