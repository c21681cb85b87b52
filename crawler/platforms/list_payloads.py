"""Reading what lists are served in: text in its true charset, JSON, JSONP, JSON inside a script."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from parsel import Selector

from archive.charset import Decoded, decode

if TYPE_CHECKING:
    from scrapy.http import Response

HEAD = 100
JSONP = re.compile(r"^[\s;/*]*[\w$.\[\]]*\s*\(\s*(?=[\[{])")


class PayloadError(ValueError):
    """A list that is not what its platform serves; its text is one line."""


def content_type(response: Response) -> str | None:
    raw = response.headers.get("Content-Type")
    return raw.decode("latin-1") if raw else None


def page_text(response: Response) -> str:
    """The body as text, by bytes first and by declaration second, never by the header alone."""
    return _decoded(response.body, content_type(response)).text


def query_encoding(response: Response) -> str:
    """In which charset browsers put the hanzi of the page's links: its own, if that is of HTML."""
    encoding = _decoded(response.body, content_type(response)).encoding
    is_xml = response.body[:HEAD].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<?xml")
    return "utf-8" if is_xml or encoding.startswith("utf-16") else encoding


def html_of(response: Response) -> Selector:
    """The page for CSS; a body that is no HTML at all has no links."""
    return _html(page_text(response))


def read_json(text: str) -> Any:
    """JSON, or JSONP whatever its callback is called. Raises PayloadError with one line."""
    text = text.lstrip("\ufeff \r\n\t")
    if match := JSONP.match(text):
        text = text[match.end() :]
    try:
        return json.JSONDecoder().raw_decode(text)[0]
    except (ValueError, RecursionError) as error:
        raise PayloadError(f"no JSON: {str(error)[:80]} near {text[:40]!r}") from error


def read_variable(text: str, name: str) -> Any:
    """The object literal a page assigns to a JavaScript variable, or None if it assigns none."""
    for match in re.finditer(rf"\b{re.escape(name)}\s*=\s*(?=[\[{{])", text):
        try:
            return json.JSONDecoder().raw_decode(text, match.end())[0]
        except (ValueError, RecursionError):
            continue
    return None


def at_path(data: Any, path: str) -> Any:
    """``at_path(data, "data.list")``: None where a step is missing. An empty path is the data."""
    for step in filter(None, path.split(".")):
        if isinstance(data, list) and step.isdigit() and int(step) < len(data):
            data = data[int(step)]
        elif isinstance(data, dict):
            data = data.get(step)
        else:
            return None
    return data


def objects_with(data: Any, *names: str) -> list[dict[str, Any]]:
    """Every object anywhere in the data that has text under all the names, in order of standing."""
    found, pile = [], [data]
    while pile:
        value = pile.pop()
        if isinstance(value, dict):
            if all(isinstance(value.get(name), str) and value[name] for name in names):
                found.append(value)
            pile.extend(reversed(value.values()))
        elif isinstance(value, list):
            pile.extend(reversed(value))
    return found


@lru_cache(maxsize=2)
def _decoded(body: bytes, declared: str | None) -> Decoded:
    return decode(body, declared)


@lru_cache(maxsize=2)
def _html(text: str) -> Selector:
    return Selector(text or " ", type="html")
