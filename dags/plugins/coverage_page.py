"""Adds the coverage page and its card to the Airflow UI.

Every Airflow process loads plugins, only the API server answers requests: the web app and DuckDB
are imported at its first request.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from airflow.plugins_manager import AirflowPlugin

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable


class LazyApp:
    """An ASGI app that is made when it is first asked."""

    app: Any = None

    async def __call__(self, scope: Any, receive: Callable[..., Any], send: Any) -> None:
        if self.app is None:
            from desk.page.app import create

            self.app = create()
        answer: Awaitable[None] = self.app(scope, receive, send)
        await answer


class CoveragePlugin(AirflowPlugin):
    name = "coverage"
    fastapi_apps = [{"app": LazyApp(), "url_prefix": "/coverage", "name": "coverage"}]
    external_views = [
        {
            "name": "Coverage",
            "icon": "coverage/icon.svg",
            "href": "coverage/",
            "destination": "nav",
            "url_route": "coverage",
            "nav_top_level": True,
        }
    ]
    react_apps = [
        {
            "name": "Coverage card",
            "bundle_url": "coverage/card.js",
            "destination": "dashboard",
            "url_route": "coverage-card",
        }
    ]
