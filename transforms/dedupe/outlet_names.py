"""Whose name is it? From a name as credited to the outlet, and to our channel if we crawl it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from transforms.dedupe.alphabet import fold_text

if TYPE_CHECKING:
    import pyarrow as pa

_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
_SUFFIX = re.compile(r"(?:频道|网站|客户端|官网|官方微信|官方微博|微信公众号|公众号|讯|电)$")

_SELF = re.compile(r"^本(?:报|网|台|站|刊|社|网站|客户端)(?:综合|讯)?$")
_OUTLET = re.compile(
    r"^(?!在).*(?:报|社|网|台|刊|在线|新闻|[快晚早]讯|中心|融媒体?|之声|观察|发布|客户端|频道)$"
)
REMEMBERED = 65_536
"""Names whose folding is kept: few outlets are credited by very many articles."""
_SELF_DATELINE = re.compile(r"^\s*本(?:报|网|台|站|刊|社)")


class Outlet(NamedTuple):
    name: str
    channel: str | None


class OutletNames:
    """Names are compared folded, first as they are, then without brackets and 频道, 客户端 …"""

    def __init__(self, outlets: pa.Table | None) -> None:
        self._exact: dict[str, Outlet] = {}
        self._core: dict[str, Outlet] = {}
        self._own: dict[str, set[str]] = {}
        self._of_channel: dict[str, str] = {}
        for row in outlets.to_pylist() if outlets is not None else ():
            outlet = Outlet(row["outlet"], row["channel"])
            for name in (row["outlet"], *(row["aliases"] or ())):
                self._add(name, outlet)
            if outlet.channel is not None:
                self._of_channel.setdefault(outlet.channel, outlet.name)

    def _add(self, name: str, outlet: Outlet) -> None:
        for table, key in ((self._exact, _folded(name)), (self._core, _core(name))):
            known = table.get(key)
            if known is None or (known.channel is None and outlet.channel is not None):
                table[key] = outlet
        if outlet.channel is not None:
            self._own.setdefault(outlet.channel, set()).update((_folded(name), _core(name)))

    def find(self, name: str) -> Outlet:
        """The outlet; an unknown name is an outlet of its own that we do not crawl."""
        found = self._exact.get(_folded(name)) or self._core.get(_core(name))
        return found or Outlet(name, None)

    def is_a_name(self, name: str | None) -> bool:
        """本报, 本网 … name whoever wrote it first: copied along, they say nothing of the page."""
        return bool(name) and not _SELF.match(str(name).strip())

    def is_outlet(self, name: str | None) -> bool:
        """Known to the seeds, or ending as outlets do: a sentence may look like a dateline."""
        if not self.is_a_name(name):
            return False
        known = _folded(name) in self._exact or _core(str(name)) in self._core
        return known or _OUTLET.search(str(name).strip()) is not None

    def is_self_dateline(self, dateline: str | None) -> bool:
        """本报讯 …: whoever wrote it first was the writer, if nobody else signs the text."""
        return bool(dateline) and _SELF_DATELINE.match(str(dateline)) is not None

    def is_own(self, name: str, channel: str | None) -> bool:
        """Whether a channel that credits this name credits itself."""
        own = self._own.get(channel or "", set())
        return _folded(name) in own or _core(name) in own

    def of_channel(self, channel: str) -> str:
        return self._of_channel.get(channel, channel)


@lru_cache(REMEMBERED)
def _folded(name: str) -> str:
    return fold_text(name)


@lru_cache(REMEMBERED)
def _core(name: str) -> str:
    return fold_text(_SUFFIX.sub("", _BRACKETED.sub("", name).strip()))
