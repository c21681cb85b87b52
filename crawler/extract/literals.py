"""JSON and JavaScript literals, read as data. No script is ever run.

Three forms are read: JSON; an object literal as people and minifiers write it (names without
quotes, ``'…'``, ``!0``, ``void 0``); and the function call by which Nuxt 2 states its page,
``(function(a,b){a.x=1;return {…}})(…)``, whose names are filled in from its arguments. Whatever
would have to be run is refused.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

from crawler.extract.script_strings import read_json, unescape

MAX_VALUES = 250_000
"""Values read one by one, the slow way, of all scripts of a page: some seconds at most."""
MAX_DEPTH = 100
SPACE = re.compile(r"\s*+")
STRING = re.compile(
    r"\"([^\"\\]*+(?:\\.[^\"\\]*+)*+)\"|'([^'\\]*+(?:\\.[^'\\]*+)*+)'|`([^`\\$]*+(?:\\.[^`\\$]*+)*+)`",
    re.DOTALL,
)
NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?(?![\w$])")
NAME = re.compile(r"[A-Za-z_$][\w$]*+", re.ASCII)
KEY = re.compile(r"[A-Za-z_$][\w$]*+|\d+", re.ASCII)
CONSTANTS: dict[str, Any] = {
    "true": True, "false": False, "null": None, "undefined": None, "NaN": None, "Infinity": None,
}  # fmt: skip
MINIFIED: tuple[tuple[str, Any], ...] = (("!0", True), ("!1", False), ("void 0", None))
FUNCTION = re.compile(r"\(*\s*function\s*\w*\s*\(([\w$,\s]*)\)\s*\{", re.ASCII)


class NotDataError(ValueError):
    """What stands here is no literal, or more of one than is read."""


class _Named:
    """A name that an argument of the surrounding call fills."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name


class Budget:
    """How many values may still be read one by one."""

    def __init__(self, values: int = MAX_VALUES) -> None:
        self.values = values


class LiteralReader:
    """One literal, read from left to right; every method raises NotDataError."""

    def __init__(self, text: str, at: int, budget: Budget) -> None:
        self.text, self.at, self.budget = text, at, budget
        self.names: frozenset[str] = frozenset()
        self.holes: list[tuple[Any, Any, str]] = []
        """(container, key, name) of what an argument fills."""

    def read_call(self, call: re.Match[str]) -> Any:
        """``(function(a,b){a.x=1;return {…}})(1,"x")``: what it returns."""
        names = [name.strip() for name in call[1].split(",") if name.strip()]
        self.names = frozenset(names)
        self.at = call.end()
        assigned: list[tuple[str, Any, Any]] = []
        while not self._take_word("return"):
            assigned.append(self._read_assignment())
        value = self.read_value(0)
        self._take(";")
        self._need("}")
        self._take(")")
        self._need("(")
        given = dict(zip(names, self._read_row(")", 0), strict=False))
        for container, key, name in self.holes:
            container[key] = given.get(name)
        for name, key, part in assigned:
            _assign(given.get(name), key, given.get(part.name) if _is_named(part) else part)
        return given.get(value.name) if isinstance(value, _Named) else value

    def read_value(self, depth: int) -> Any:
        self._count(depth)
        char = self._peek()
        if char == "{":
            return self._read_object(depth)
        if char == "[":
            self.at += 1
            return self._read_row("]", depth)
        if char in "\"'`":
            return self._read_text()
        if char == "(":
            self.at += 1
            value = self.read_value(depth + 1)
            self._need(")")
            return value
        for written, meant in MINIFIED:
            if self.text.startswith(written, self.at):
                self.at += len(written)
                return meant
        if number := NUMBER.match(self.text, self.at):
            self.at = number.end()
            digits = number[0]
            return int(digits) if digits.lstrip("+-").isdigit() and len(digits) < 20 else digits
        return self._read_name(depth)

    def _read_name(self, depth: int) -> Any:
        found = NAME.match(self.text, self.at)
        if found is None:
            raise NotDataError("no literal")
        name = found[0]
        self.at = found.end()
        if name in self.names:
            return _Named(name)
        if name in CONSTANTS:
            return CONSTANTS[name]
        if name == "Array":
            self._need("(")
            self._read_row(")", depth)
            return []
        if name == "new" and self._take_word("Date"):
            self._need("(")
            given = self._read_row(")", depth)
            return given[0] if len(given) == 1 else None
        if name == "JSON" and self._take(".") and self._take_word("parse"):
            value = read_json(self._read_argument(depth))
            if value is None:
                raise NotDataError("no JSON")
            return value
        if name == "decodeURIComponent":
            return unquote(self._read_argument(depth))
        raise NotDataError("a name that only a run could tell")

    def _read_argument(self, depth: int) -> str:
        self._need("(")
        value = self.read_value(depth + 1)
        self._need(")")
        if not isinstance(value, str):
            raise NotDataError("no text")
        return value

    def _read_object(self, depth: int) -> dict[str, Any]:
        self.at += 1
        found: dict[str, Any] = {}
        while not self._take("}"):
            key = self._read_key()
            self._need(":")
            self._keep(found, key, self.read_value(depth + 1))
            if not self._take(","):
                self._need("}")
                break
        return found

    def _read_row(self, close: str, depth: int) -> list[Any]:
        found: list[Any] = []
        while not self._take(close):
            if self._take(","):  # nothing stands before it
                found.append(None)
                self._count(depth)
                continue
            value = self.read_value(depth + 1)
            found.append(None)
            self._keep(found, len(found) - 1, value)
            if not self._take(","):
                self._need(close)
                break
        return found

    def _keep(self, container: Any, key: Any, value: Any) -> None:
        if isinstance(value, _Named):
            self.holes.append((container, key, value.name))
            value = None
        container[key] = value

    def _read_key(self) -> str:
        if self._peek() in "\"'":
            return self._read_string()
        found = KEY.match(self.text, self.at)
        if found is None:
            raise NotDataError("no name of a value")
        self.at = found.end()
        return found[0]

    def _read_text(self) -> str:
        """A string, or several added up."""
        pieces = [self._read_string()]
        while self._take("+"):
            if self._peek() not in "\"'`":
                raise NotDataError("a sum")
            pieces.append(self._read_string())
        return "".join(pieces)

    def _read_string(self) -> str:
        found = STRING.match(self.text, self.at)
        if found is None:
            raise NotDataError("a string that does not end")
        self.at = found.end()
        return unescape(found[found.lastindex or 1])

    def _read_assignment(self) -> tuple[str, Any, Any]:
        """``a.x=1;`` or ``a["x"]=1;`` as (name, key, value)."""
        self._count(0)
        self._peek()
        found = NAME.match(self.text, self.at)
        if found is None or found[0] not in self.names:
            raise NotDataError("a statement")
        self.at = found.end()
        if self._take("["):
            key = self.read_value(1)
            self._need("]")
        else:
            self._need(".")
            key = self._read_key()
        self._need("=")
        value = self.read_value(1)
        if not self._take(";"):
            self._take(",")
        return found[0], key, value

    def _count(self, depth: int) -> None:
        self.budget.values -= 1
        if depth > MAX_DEPTH or self.budget.values < 0:
            raise NotDataError("too deep, or too much")

    def _peek(self) -> str:
        """The next character that is neither space nor comment."""
        text = self.text
        char = text[self.at : self.at + 1]
        while char.isspace() or char == "/":
            if char == "/":
                close = {"//": "\n", "/*": "*/"}.get(text[self.at : self.at + 2], "")
                end = text.find(close, self.at + 2) if close else -1
                if end < 0:
                    raise NotDataError("no comment")
                self.at = end + len(close)
            self.at = SPACE.match(text, self.at).end()  # type: ignore[union-attr]
            char = text[self.at : self.at + 1]
        if not char:
            raise NotDataError("the text ends")
        return char

    def _take(self, mark: str) -> bool:
        if self._peek() != mark:
            return False
        self.at += 1
        return True

    def _take_word(self, word: str) -> bool:
        self._peek()
        found = NAME.match(self.text, self.at)
        if found is None or found[0] != word:
            return False
        self.at = found.end()
        return True

    def _need(self, mark: str) -> None:
        if not self._take(mark):
            raise NotDataError(f"no {mark}")


def _is_named(value: Any) -> bool:
    return isinstance(value, _Named)


def _assign(target: Any, key: Any, value: Any) -> None:
    if isinstance(target, dict):
        target[str(key)] = value
    elif isinstance(target, list) and isinstance(key, int) and 0 <= key <= len(target):
        target[key : key + 1] = [value]
