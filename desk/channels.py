"""Channel ids, titles, live or sample: read off the spider files without importing Scrapy."""

from __future__ import annotations

import ast
import os
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from desk.settings import SettingError
from storage.paths import CHECKOUT

if TYPE_CHECKING:
    from collections.abc import Callable

SPIDERS = CHECKOUT / "crawler" / "spiders"
CHANNEL_ID = r"^[a-z][a-z0-9_]{0,63}$"


class Channel(NamedTuple):
    channel: str
    title: str
    is_sample: bool
    is_verified: bool
    """Every entry of a live channel was met in public; not so a guess that needs a first look."""

    @property
    def shown(self) -> str:
        """As people read it in forms and task lists."""
        return self.title if self.title == self.channel else f"{self.title} · {self.channel}"


KINDS: dict[str, Callable[[Channel], bool]] = {
    "sample": lambda channel: channel.is_sample,
    "live": lambda channel: channel.is_verified,
    "unverified": lambda channel: not channel.is_sample and not channel.is_verified,
}


@cache
def all_channels() -> dict[str, Channel]:
    """Every channel that can be crawled, by its id; saved_* imports documents from disk."""
    found = {}
    for path in sorted(SPIDERS.glob("[a-z]*.py")):
        if re.match(CHANNEL_ID, path.stem) and not path.stem.startswith("saved_"):
            source = path.read_text(encoding="utf-8")
            said = class_attributes(source)
            title, is_sample = str(said.get("title") or path.stem), bool(said.get("is_sample"))
            is_verified = not is_sample and not has_unseen_entry(source)
            found[path.stem] = Channel(path.stem, title, is_sample, is_verified)
    return found


def class_attributes(source: str) -> dict[str, object]:
    """Attributes of the first class that are plain constants; none of a file with an error.

    Such a file is a channel all the same: its crawl says what is wrong, the others go on.
    """
    try:
        body = ast.parse(source).body
    except SyntaxError:
        return {}
    channel = next((node for node in body if isinstance(node, ast.ClassDef)), None)
    found: dict[str, object] = {}
    for line in channel.body if channel else []:
        targets = line.targets if isinstance(line, ast.Assign) else [getattr(line, "target", None)]
        value = getattr(line, "value", None)
        if isinstance(value, ast.Constant):
            found |= {name.id: value.value for name in targets if isinstance(name, ast.Name)}
    return found


def has_unseen_entry(source: str) -> bool:
    """Whether an ``Entry`` of the file says nothing of when its address was seen."""
    try:
        calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    except SyntaxError:
        return False
    entries = [call for call in calls if getattr(call.func, "id", "") == "Entry"]
    return any("seen" not in {keyword.arg for keyword in call.keywords} for call in entries)


def shown(channel: str) -> str:
    known = all_channels().get(channel)
    return known.shown if known else channel


def live_among(channels: list[str]) -> list[str]:
    """Those that would be crawled from the web; the others are served by the sample newsroom."""
    return [channel for channel in channels if not all_channels()[channel].is_sample]


def choose(wanted: str | None = None) -> list[str]:
    """Ids named by ``wanted``, else by COVERAGE_CHANNELS. SettingError names an unknown one."""
    words = (
        (wanted or os.environ.get("COVERAGE_CHANNELS", "") or "sample").replace(",", " ").split()
    )
    known = all_channels()
    chosen: list[str] = []
    for word in words:
        if word in KINDS:
            chosen += [name for name, c in known.items() if KINDS[word](c)]
        elif word in known:
            chosen.append(word)
        else:
            raise SettingError(
                f"no such channel: {word[:64]!r}; `scrapy list` prints the {len(known)} channels"
            )
    return list(dict.fromkeys(chosen))
