"""Data that scripts hold, found and read: JSON texts, and literals assigned or handed to a call."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import unquote

from crawler.extract.literals import FUNCTION, Budget, LiteralReader, NotDataError
from crawler.extract.script_strings import read_json

MAX_CHARS = 8 * 1024 * 1024
MAX_OPENED = 200_000
"""Brackets of one script: an article's state has some thousands, 200 000 objects take 50 MB."""
MAX_TRIED = 400
"""Places in one script at which a literal may begin."""
BEGINNING = re.compile(
    r"[=(:]\s*(?=[{\[]\s*[{\[\"'\w$\]}])|=\s*(?=\(*\s*function\s*\()|=\s*(?=JSON\.parse\()"
    r"|=\s*(?=decodeURIComponent\()"
)
"""Where a literal is assigned or handed to a call."""


def read_data(script: str, budget: Budget) -> list[Any]:
    """All objects and lists that ``script`` states, in its order; none if it is no data.

    A script that is one JSON text gives that; of any other, each literal assigned or handed to a
    call. Never raises.
    """
    text = script.strip()
    if len(text) > MAX_CHARS or text.count("{") + text.count("[") > MAX_OPENED:
        return []
    if text.startswith(("%7B", "%5B")):
        text = unquote(text)
    if text.startswith(("{", "[")) and (whole := read_json(text.rstrip("; \n"))) is not None:
        return [whole]
    found: list[Any] = []
    end = left = 0
    for number, beginning in enumerate(BEGINNING.finditer(text)):
        if number >= MAX_TRIED + left or budget.values <= 0:
            break
        at = beginning.end()
        if at < end:
            left += 1  # inside the literal before: not tried
            continue
        try:
            value, end = _read_literal(text, at, budget)
        except (NotDataError, RecursionError):
            continue
        if isinstance(value, dict | list) and value:
            found.append(value)
    return found


def _read_literal(text: str, at: int, budget: Budget) -> tuple[Any, int]:
    """(value, position behind it) of the literal at ``at``. Raises NotDataError."""
    if text[at : at + 1] in ("{", "["):
        try:
            return json.JSONDecoder(strict=False).raw_decode(text, at)
        except RecursionError as error:
            raise NotDataError("too deep") from error
        except ValueError as error:
            # The quick reader went some way: what it read counts as read.
            budget.values -= max(0, getattr(error, "pos", at) - at) // 20
    reader = LiteralReader(text, at, budget)
    call = FUNCTION.match(text, at)
    value = reader.read_call(call) if call else reader.read_value(0)
    return value, reader.at
