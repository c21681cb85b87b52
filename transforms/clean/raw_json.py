"""JSON as crawls write it, read so that every string in it can be stored."""

from __future__ import annotations

import json
from typing import Any


def read_json(text: str | bytes) -> Any:
    """The value. Raises ValueError, also for what is nested too deeply.

    Half a character, as JSON may escape it, is no text that can be stored: it becomes U+FFFD.
    """
    try:
        value = json.loads(text)
        is_escaped = b"\\u" in text if isinstance(text, bytes) else "\\u" in text
        return without_lone_surrogates(value) if is_escaped else value
    except RecursionError as error:
        raise ValueError(str(error)) from error


def without_lone_surrogates(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [without_lone_surrogates(part) for part in value]
    if isinstance(value, dict):
        return {
            without_lone_surrogates(key): without_lone_surrogates(part)
            for key, part in value.items()
        }
    return value
