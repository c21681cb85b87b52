"""Dates that stand between the entries of a list, or above many of them as the heading of a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.extract.entry_dates import FULL_DATE, PUBLISHED, TIME, entry_date, is_date, stated_date

if TYPE_CHECKING:
    from crawler.extract.flat_dom import FlatDom
    from crawler.extract.list_weights import ListBlock, ListEntry

RULES = frozenset(("br", "hr"))
"""What parts entries that have no element of their own."""
CELLS = frozenset(("td", "th"))
MAX_TEXTS = 3
"""Texts looked through from an end of a block outwards."""


def date_between(page: FlatDom, block: ListBlock) -> None:
    """Dates the entries of a block whose dates stand outside them: after each one, or before.

    Without line breaks the ends of the block tell which: a date before the first entry and none
    after the last is the first one's own. A few dates among many entries are headings of days.
    """
    entries = block.entries
    if 2 * sum(1 for entry in entries if entry.date) > len(entries):
        return
    gaps = _gaps(page, block)
    own = {mate for entry in entries for mate in entry.link.mates}
    after = [
        _date(page, entry, _head(page, gap, own))
        for entry, gap in zip(entries, gaps[1:], strict=True)
    ]
    before = [
        _date(page, entry, _tail(page, gap, own)) for entry, gap in zip(entries, gaps, strict=False)
    ]
    after_count, before_count = (sum(1 for date in dates if date) for dates in (after, before))
    dates = before if before_count > after_count else after
    if before_count >= after_count and _are_days(before):
        dates = _carried(page, entries, before)
    if 2 * sum(1 for date in dates if date) < len(entries):
        return  # a stray date above or below the list is no entry's
    for entry, date in zip(entries, dates, strict=True):
        entry.date = entry.date or date


def date_by_column(page: FlatDom, block: ListBlock) -> None:
    """In a table whose head names a column of publication dates, these and no other dates."""
    table = block.entries[0].node
    if page.tags[table] != "tr":
        return
    while table > 0 and page.tags[table] != "table":
        table = page.parents[table]
    rows = [i for i in range(max(table, 0), block.entries[0].node) if page.tags[i] == "tr"]
    head = _cells(page, rows[-1]) if rows else []
    names = [page.text_within(cell) for cell in head]
    column = next(
        (k for k, name in enumerate(names) if len(name) < 8 and PUBLISHED.search(name)), -1
    )
    for entry in block.entries if column >= 0 else ():
        cells = _cells(page, entry.node)
        if len(cells) == len(head) and (date := stated_date(page.text_within(cells[column]))):
            entry.date = date


def date_by_headings(page: FlatDom, blocks: list[ListBlock]) -> None:
    """Dates undated blocks by the day printed above each, if they stand under different days."""
    days: list[str | None] = []
    last = -1
    for block in blocks:
        first = block.entries[0].node
        above = [i for i in range(first - 1, max(last, first - 40), -1) if page.texts[i].strip()]
        texts = [page.texts[i].strip() for i in above[:MAX_TEXTS]]
        days.append(next((t for t in texts if is_date(t) and FULL_DATE.search(t)), None))
        last = block.entries[-1].link.node
    if len(set(filter(None, days))) < 2:
        return
    for block, day in zip(blocks, days, strict=True):
        for entry in block.entries if day else ():
            match = FULL_DATE.search(day or "")
            if entry.date is None and match:
                entry.date = _with_time(page, entry, match.group())


def _cells(page: FlatDom, row: int) -> list[int]:
    return [
        i for i in range(row, page.ends[row]) if page.tags[i] in CELLS and page.parents[i] == row
    ]


def _gaps(page: FlatDom, block: ListBlock) -> list[range]:
    """Nodes before the first entry, between each two, and after the last, inside the container."""
    starts = [entry.node for entry in block.entries]
    ends = [page.ends[entry.node] for entry in block.entries]
    container = block.container
    gaps = zip([container + 1, *ends], [*starts, page.ends[container]], strict=True)
    return [range(start, max(start, end)) for start, end in gaps]


def _head(page: FlatDom, gap: range, own: set[int]) -> list[int]:
    """The nodes of a gap that belong to the entry before it; ``own`` are links of entries."""
    found: list[int] = []
    texts = 0
    for i in gap:
        if (
            (page.tags[i] in RULES and found)
            or (page.tags[i] == "a" and i not in own)
            or texts == MAX_TEXTS
        ):
            break
        found.append(i)
        texts += bool(page.texts[i].strip())
    return found


def _tail(page: FlatDom, gap: range, own: set[int]) -> list[int]:
    """The nodes of a gap that belong to the entry after it."""
    found: list[int] = []
    texts = 0
    for i in reversed(gap):
        if page.tags[i] in RULES or (page.tags[i] == "a" and i not in own) or texts == MAX_TEXTS:
            break
        found.append(i)
        texts += bool(page.texts[i].strip())
    return found[::-1]


def _date(page: FlatDom, entry: ListEntry, nodes: list[int]) -> str | None:
    return entry_date(page, nodes, entry.link.title, entry.link.title_nodes)


def _are_days(dates: list[str | None]) -> bool:
    """Whether dates are headings: several, all different, the first above the first entry."""
    days = [date for date in dates if date]
    return len(days) > 1 and dates[0] is not None and len(set(days)) == len(days) < len(dates)


def _carried(page: FlatDom, entries: list[ListEntry], days: list[str | None]) -> list[str | None]:
    """Each entry under the day printed last before it."""
    found: list[str | None] = []
    day = None
    for entry, printed in zip(entries, days, strict=True):
        day = printed or day
        found.append(_with_time(page, entry, day) if day else None)
    return found


def _with_time(page: FlatDom, entry: ListEntry, day: str) -> str:
    texts = (text.strip() for text in page.texts[entry.node : page.ends[entry.node]])
    return f"{day} {next(filter(TIME.fullmatch, texts), '')}".strip()
