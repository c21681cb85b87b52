"""What a crawl has met before, remembered in a few bytes each: a long crawl must not grow.

Addresses are held as 64 bits. Among a million of them, two share their bits once in forty million
crawls.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from hashlib import blake2b

LARGE_CRAWL = 100_000
"""Addresses a crawl keeps room for from its start: five times what PAGE_BUDGET lets it fetch."""
GROWTH = 1.5
FULLEST = 0.75
EMPTY = 0


def fingerprint(text: str) -> int:
    """64 bits that stand for an address; never 0."""
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest()) or 1


class AddressSet:
    """A set of addresses in 11 to 16 bytes each, where a Python set of them takes 200.

    There is ``room`` for so many before it has to grow.

    >>> seen = AddressSet()
    >>> seen.add("http://a.test/1"), seen.add("http://a.test/1"), len(seen)
    (True, False, 1)
    """

    __slots__ = ("_count", "_table")

    def __init__(self, room: int = 1000) -> None:
        self._table = _empty(int(room / FULLEST) + 1)
        self._count = 0

    def add(self, address: str) -> bool:
        """Remember ``address``; True if it is new."""
        key = fingerprint(address)
        slot = _slot(self._table, key)
        if self._table[slot] == key:
            return False
        self._table[slot] = key
        self._count += 1
        if self._count > FULLEST * len(self._table):
            self._grow()
        return True

    def __contains__(self, address: str) -> bool:
        return self.has(fingerprint(address))

    def has(self, key: int) -> bool:
        """Whether an address with this fingerprint was added."""
        return self._table[_slot(self._table, key)] == key

    def __len__(self) -> int:
        return self._count

    def _grow(self) -> None:
        larger = _empty(int(len(self._table) * GROWTH) + 1)
        for key in self._table:
            if key != EMPTY:
                larger[_slot(larger, key)] = key
        self._table = larger


class RecentCounts:
    """How often each key was counted; of the keys not counted for longest, the count is forgotten.

    A key counted at least once in every ``size`` different ones is counted rightly.
    """

    __slots__ = ("_counts", "_size")

    def __init__(self, size: int = 4096) -> None:
        self._counts: OrderedDict[int, int] = OrderedDict()
        self._size = size

    def add(self, key: str) -> int:
        """Count ``key`` once more; return its count."""
        mark = fingerprint(key)
        count = self._counts.pop(mark, 0) + 1
        self._counts[mark] = count
        if len(self._counts) > self._size:
            self._counts.popitem(last=False)
        return count

    def forget(self, key: str) -> None:
        self._counts.pop(fingerprint(key), None)


def _empty(size: int) -> array[int]:
    return array("Q", [EMPTY]) * size


def _slot(table: array[int], key: int) -> int:
    """Where ``key`` stands in ``table``, or where it would."""
    size = len(table)
    slot = key % size
    while table[slot] not in (EMPTY, key):
        slot = slot + 1 if slot + 1 < size else 0
    return slot
