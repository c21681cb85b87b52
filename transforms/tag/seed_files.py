"""Read the hand-kept files of a seed folder so that every mistake has a file and a line."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

MAX_BYTES = 20_000_000
DAY = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")
BAD_CHARACTER = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u2028\u2029\u202a-\u202e\ufeff\ufffd]")


class SeedError(ValueError):
    """One line that says which seed file, which line, what is wrong and what to do."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        super().__init__(f"{path.name}:{line}: {message}")
        self.path, self.line = path, line


class Entry:
    """One row of a seed file: its values, and where they stand."""

    __slots__ = ("line", "path", "values")

    def __init__(self, path: Path, line: int, values: dict[str, Any]) -> None:
        self.path, self.line, self.values = path, line, values

    def error(self, message: str) -> SeedError:
        return SeedError(self.path, self.line, message)

    def text(self, key: str, *, needed: bool = True) -> str:
        value = self.values.get(key, "")
        if not isinstance(value, str):
            raise self.error(f"{key} must be text, not {shown(value)}")
        value = value.strip()
        if needed and not value:
            raise self.error(f"{key} is empty; fill it in")
        if BAD_CHARACTER.search(value):
            raise self.error(
                f"{key} holds an invisible or control character; retype {shown(value)}"
            )
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A TOML list, or a CSV cell divided by ``|``; without empty and repeated entries."""
        value = self.values.get(key, "")
        parts = value.split("|") if isinstance(value, str) else value
        if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
            raise self.error(f'{key} must be a list of texts such as ["一", "二"]')
        for part in parts:
            if BAD_CHARACTER.search(part):
                raise self.error(
                    f"{key} holds an invisible or control character; retype {shown(part)}"
                )
        return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))

    def day(self, key: str, *, is_last: bool = False) -> date | None:
        """``2019-02-24``, or ``2019-02`` if only the month is known; None if empty.

        A month means its first day, or with ``is_last`` its last.
        """
        value = self.values.get(key, "")
        if isinstance(value, date):
            return value
        value = self.text(key, needed=False)
        if not value:
            return None
        found = DAY.fullmatch(value)
        try:
            if not found:
                raise ValueError
            year, month, day = int(found[1]), int(found[2]), int(found[3] or 1)
            first = date(year, month, day)
        except ValueError:
            raise self.error(
                f"{key} {shown(value)} is no day; write 2019-02-24 or 2019-02"
            ) from None
        if is_last and not found[3]:
            return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
        return first


def read_csv(path: Path, columns: Sequence[str]) -> list[Entry]:
    """Rows of a UTF-8 CSV whose header must be exactly ``columns``; ``#`` starts a comment line."""
    text = read_text(path)
    reader = csv.reader(io.StringIO(text), strict=True)
    entries: list[Entry] = []
    try:
        header = next(reader, [])
        if header != list(columns):
            raise SeedError(path, 1, f"the header must be {','.join(columns)}")
        for row in reader:
            if not row or row[0].startswith("#"):
                continue
            if len(row) != len(columns):
                raise SeedError(
                    path,
                    reader.line_num,
                    f"{len(row)} cells where the header has {len(columns)};"
                    " quote cells that hold commas",
                )
            entries.append(Entry(path, reader.line_num, dict(zip(columns, row, strict=True))))
    except csv.Error as error:
        raise SeedError(path, reader.line_num, f"no CSV: {error}") from None
    return entries


def read_toml(path: Path, table: str, keys: set[str]) -> list[Entry]:
    """The ``[[table]]`` entries of a TOML file; unknown keys are errors, not silence."""
    text = read_text(path)
    try:
        parsed = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        line = int(place[1]) if place else text.count("\n") + 1
        raise SeedError(path, line, f"no TOML: {str(error).split(' (at')[0]}") from None
    except (RecursionError, ValueError) as error:  # nested too deeply; a number of 5,000 digits
        raise SeedError(
            path, 1, f"no TOML that can be read: {shown(error)}; is this the right file?"
        ) from None
    lines = [
        number
        for number, line in enumerate(text.splitlines(), 1)
        if re.match(rf"\s*\[\[\s*{table}\s*\]\]", line)
    ]
    if unknown := set(parsed) - {table}:
        raise SeedError(path, 1, f"unknown table {shown(min(unknown))}; use [[{table}]]")
    found = parsed.get(table, [])
    if not isinstance(found, list) or len(found) != len(lines):
        raise SeedError(path, 1, f"write every entry as [[{table}]] on a line of its own")
    entries = [Entry(path, line, values) for line, values in zip(lines, found, strict=True)]
    for entry in entries:
        if unknown := set(entry.values) - keys:
            raise entry.error(
                f"unknown key {shown(min(unknown))}; known: {', '.join(sorted(keys))}"
            )
    return entries


def read_text(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise SeedError(
                path, 1, f"larger than {MAX_BYTES // 10**6} MB; is this the right file?"
            )
        data = path.read_bytes()
    except OSError as error:
        raise SeedError(path, 1, f"cannot be read: {error.strerror}") from None
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SeedError(path, line, "not UTF-8; save it as UTF-8") from None


def shown(value: object) -> str:
    """A value as it may stand in a one-line message: bounded, escaped."""
    text = ascii_safe(str(value))
    return f"'{text[:40]}…'" if len(text) > 40 else f"'{text}'"


def ascii_safe(text: str) -> str:
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)
