"""What can go wrong in the warehouse that its user can mend: each is one bilingual line."""

from __future__ import annotations


class WarehouseError(Exception):
    """The message says what, where and what to do; ``exit_code`` is the command's."""

    exit_code = 1


class SnapshotError(WarehouseError):
    """The lake has no snapshot, or one that cannot be read."""

    exit_code = 3


class CheckFailedError(WarehouseError):
    """A data check returned rows; the catalogue published before stays in place."""

    exit_code = 4


class QueryError(WarehouseError):
    """The SQL was refused, wrong, or went over its limits."""

    exit_code = 5


def one_line(error: BaseException | str, limit: int = 300) -> str:
    """The first sentence of a library's message, free of control characters."""
    text = str(error).split("\n\n", 1)[0]
    text = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(text.split())[:limit]
