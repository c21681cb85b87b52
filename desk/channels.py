"""Channel ids and titles, read off the spider files without importing Scrapy."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from typing import NamedTuple

from desk.settings import REPO

SPIDERS = REPO / "crawler" / "spiders"
CHANNEL_ID = r"^[a-z][a-z0-9_]{0,63}$"
TITLE = re.compile(r"""^    title(?::[^=\n]+)? = (["'])(?P<title>[^"'\n]{1,80})\1""", re.MULTILINE)


class Channel(NamedTuple):
    channel: str
    title: str

    @property
    def is_sample(self) -> bool:
        return self.channel.startswith("sample_")

    @property
    def shown(self) -> str:
        """As people read it in forms and task lists."""
        return self.title if self.title == self.channel else f"{self.title} · {self.channel}"


@lru_cache(maxsize=1)
def all_channels() -> tuple[Channel, ...]:
    """Every channel that can be crawled, by id; saved_* imports documents from disk."""
    found = []
    for path in sorted(SPIDERS.glob("[a-z]*.py")):
        if re.match(CHANNEL_ID, path.stem) and not path.stem.startswith("saved_"):
            title = TITLE.search(path.read_text(encoding="utf-8"))
            found.append(Channel(path.stem, title["title"] if title else path.stem))
    return tuple(found)


def shown(channel: str) -> str:
    return next((known.shown for known in all_channels() if known.channel == channel), channel)


def choose(wanted: str | None = None) -> list[str]:
    """Ids named by ``wanted``, else by COVERAGE_CHANNELS. ValueError names an unknown one."""
    words = (
        (wanted or os.environ.get("COVERAGE_CHANNELS", "") or "sample").replace(",", " ").split()
    )
    known = {found.channel: found for found in all_channels()}
    chosen: list[str] = []
    for word in words:
        if word in ("sample", "live"):
            chosen += [name for name, c in known.items() if c.is_sample == (word == "sample")]
        elif word in known:
            chosen.append(word)
        else:
            raise ValueError(
                f"no such channel: {word[:64]!r}; `scrapy list` prints the {len(known)} channels"
            )
    return list(dict.fromkeys(chosen))
