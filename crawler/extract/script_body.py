"""Articles that stand in a script: newer ifeng pages carry ``var allData = {…}`` and an empty body.

The script would write the article into the page; here the same is done, so that one reading of
pages is enough. A page saved from a browser holds the article already and stays as it is.
"""

from __future__ import annotations

import json
import re
from html import escape
from typing import Any

ASSIGNED = re.compile(r"\ballData\s*=\s*(?=\{)")
BODY = re.compile(r"<body[^>]*>", re.IGNORECASE)
TAG = re.compile(r"<[^>]*>")
SCRIPT = re.compile(r"<script\b.*?</script\s*>", re.IGNORECASE | re.DOTALL)
MAX_DEPTH = 6
PROBE_CHARS = 20


def with_script_body(html: str) -> str:
    """The page with the article of its ``allData`` written in; unchanged if there is none."""
    if "contentList" not in html or (assigned := ASSIGNED.search(html)) is None:
        return html
    try:
        data, _ = json.JSONDecoder().raw_decode(html, assigned.end())
    except (ValueError, RecursionError):
        return html
    document = _find(data, "contentData")
    text = _content(document.get("contentData")) if document else ""
    if not document or not text or _is_shown(html, text):
        return html
    headline = document.get("title")
    heading = f"<h1>{escape(headline)}</h1>" if isinstance(headline, str) else ""
    written = f'{heading}<div id="allData" class="main_content">{text}</div>'
    body = BODY.search(html)
    at = body.end() if body else len(html)
    return f"{html[:at]}{written}{html[at:]}"


def _find(data: Any, name: str, depth: int = 0) -> dict[str, Any] | None:
    """The outermost object that holds ``name``."""
    if not isinstance(data, dict) or depth > MAX_DEPTH:
        return None
    if name in data:
        return data
    return next(filter(None, (_find(value, name, depth + 1) for value in data.values())), None)


def _content(content: Any) -> str:
    """The HTML of all text pieces, in order."""
    pieces = content.get("contentList") if isinstance(content, dict) else None
    return "\n".join(
        piece["data"]
        for piece in (pieces if isinstance(pieces, list) else ())
        if isinstance(piece, dict)
        and piece.get("type", "text") == "text"
        and isinstance(piece.get("data"), str)
    )


def _is_shown(html: str, text: str) -> bool:
    """Whether the page shows the article outside its scripts as well."""
    probe = max(TAG.split(text), key=len).strip()[:PROBE_CHARS]
    return bool(probe) and probe in SCRIPT.sub("", html)
