"""Strings as scripts write them: what their escapes mean, and JSON texts."""

from __future__ import annotations

import json
import re
from typing import Any

ESCAPE = re.compile(
    r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r\n|.))", re.DOTALL
)
ESCAPED = {
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "b": "",
    "f": "",
    "v": "",
    "0": "",
    "\n": "",
    "\r\n": "",
}


def read_json(text: str) -> Any:
    """The value of a JSON text, or None if it is not one."""
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None


def unescape(text: str) -> str:
    """What a script means by the inside of a quoted string."""
    if "\\" not in text:
        return text
    text = ESCAPE.sub(_unescaped, text)
    if any("\ud800" <= char <= "\udfff" for char in text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _unescaped(found: re.Match[str]) -> str:
    if digits := found[1] or found[2] or found[3]:
        number = int(digits, 16)
        return chr(number) if number <= 0x10FFFF else ""
    return ESCAPED.get(found[4], found[4])
