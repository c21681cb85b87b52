"""What each command's exit code means, in one place: ``--help`` is made from it.

A crawl and a query fail in different ways, so each has its own table; 0 and 2 mean the same in
both.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class _ExitCode(IntEnum):
    meaning: str

    def __new__(cls, value: int, meaning: str) -> _ExitCode:
        member = int.__new__(cls, value)
        member._value_ = value
        member.meaning = meaning
        return member


class CrawlExit(_ExitCode):
    """Of ``scrapy crawl``, ``scrapy replay``, and of the rows in ``crawls``."""

    OK = 0, "done"
    SPIDER_ERROR = 1, "spider error"
    BAD_ARGUMENT = 2, "bad argument"
    NOTHING_FOUND = 3, "nothing found"
    HALF_OF_USUAL = 4, "half of usual"
    ALL_FAILED = 5, "all failed"
    HOST_DEAD = 6, "host dead"
    ROBOTS_UNREACHABLE = 7, "robots.txt unreachable"
    BUDGET_HIT = 8, "budget hit"
    DISK_FULL = 9, "disk full or data folder not writable"
    LOCK_HELD = 10, "already being crawled"
    NO_CONTACT = 11, "no contact address"
    FORBIDDEN_BY_ROBOTS = 12, "forbidden by robots.txt"
    INTERRUPTED = 13, "interrupted"
    NO_NEWSROOM = 14, "no sample newsroom"
    TRAP_CLOSED = 15, "a closed trap hid addresses"
    LEDGER_DAMAGED = 16, "ledger damaged: scrapy ledger CHANNEL --rebuild"
    CHALLENGED = 17, "challenged: captcha, login, refusal, maintenance; all of it stays owed"
    KILLED = 137, "killed; the next crawl recovers its pages"


class LakeExit(_ExitCode):
    """Of ``python -m transforms``."""

    OK = 0, "done"
    FAILED = 1, "nothing was published"
    BAD_ARGUMENT = 2, "bad argument"
    BROKEN = 5, "something of raw items or lake is missing or damaged"
    HELD = 6, "published, but rows are held for a person to look at"


class WarehouseExit(_ExitCode):
    """Of ``python -m warehouse``."""

    OK = 0, "done"
    FAILED = 1, "the build or the file failed"
    BAD_ARGUMENT = 2, "bad argument"
    NO_SNAPSHOT = 3, "nothing built or published, or it cannot be read"
    CHECK_FAILED = 4, "a data check found rows"
    QUERY_REFUSED = 5, "the SQL was refused, wrong, or over its limits"


def told(codes: Iterable[_ExitCode]) -> str:
    """``0 done; 1 spider error; …`` for a help text."""
    return "; ".join(f"{code.value} {code.meaning}" for code in codes)
