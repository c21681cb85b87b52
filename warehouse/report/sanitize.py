"""How scraped words may look on a page or in a picture: bounded, and unable to disguise."""

from __future__ import annotations

import unicodedata
from typing import Any
from urllib.parse import urlsplit

HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def shown(value: Any, limit: int = 400) -> str:
    """One line of at most ``limit`` characters, without control, bidi or private characters."""
    text = "" if value is None else str(value)
    text = "".join(
        " " if c in "\t\n\r\u2028\u2029" else c
        for c in text[: 4 * limit]
        if c in "\t\n\r\u2028\u2029" or unicodedata.category(c) not in HIDDEN
    )
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1] + "…"


def web_address(url: Any) -> str | None:
    """The address if it is a plain http or https one, else None: no other scheme is a link."""
    if not isinstance(url, str) or len(url) > 2000 or any(ord(c) < 33 for c in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None
