"""What can go wrong in the warehouse that its user can mend: each is one bilingual line."""

from __future__ import annotations

from storage.exit_codes import WarehouseExit


class WarehouseError(Exception):
    """The message says what, where and what to do; ``exit_code`` is the command's."""

    exit_code = WarehouseExit.FAILED


class ArgumentError(WarehouseError):
    """The command was asked for what cannot be; nothing was read or written."""

    exit_code = WarehouseExit.BAD_ARGUMENT


class SnapshotError(WarehouseError):
    """The lake or the catalogue is not there, moved, or cannot be read."""

    exit_code = WarehouseExit.NO_SNAPSHOT


class CheckFailedError(WarehouseError):
    """A data check returned rows; the catalogue published before stays in place."""

    exit_code = WarehouseExit.CHECK_FAILED


class QueryError(WarehouseError):
    """The SQL was refused, wrong, or went over its limits."""

    exit_code = WarehouseExit.QUERY_REFUSED


def one_line(error: BaseException | str, limit: int = 300) -> str:
    """The first sentence of a library's message, free of control characters."""
    text = str(error).split("\n\n", 1)[0]
    text = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(text.split())[:limit]
