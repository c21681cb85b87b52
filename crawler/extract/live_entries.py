"""Live blogs: the times of entries are no publication times, but the newest is the page's last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.items import Stated
from dates.entry_times import entry_lines, newest_time

if TYPE_CHECKING:
    from crawler.extract.flat_dom import FlatDom


def without_entry_times(page: FlatDom, container: int, published: list[Stated]) -> list[Stated]:
    """``published`` without what entries of a live blog state, and last their newest time."""
    inside = page.runs_within(container)
    texts = [run.text for run in page.runs[inside.start : inside.stop]]
    times = [texts[number] for number in entry_lines(texts)]
    if not times:
        return published
    known = set(times)
    stated = [
        claim
        for claim in published
        if not (claim.where.startswith("visible:") and claim.raw in known)
    ]
    if newest := newest_time(times):
        stated.append(Stated(raw=newest, where="visible:entry"))
    return stated
