"""Read outlets.csv and posts.csv: who publishes, and who held which post when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from transforms.clean.normalize import search_text
from transforms.tag.seed_files import Entry, SeedError, read_csv, read_text, shown

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

OUTLET_COLUMNS = ("outlet", "aliases", "tier", "region_code", "channel")
POST_COLUMNS = ("person", "post", "printed", "region_code", "valid_from", "valid_to", "evidence")
WITHOUT_EVIDENCE = POST_COLUMNS[:-1]
"""The columns of files written for 0.1: the evidence may be left out."""
TIERS = ("central", "provincial", "city", "county", "portal", "agency")
CHANNEL = re.compile(r"[a-z][a-z0-9_]{0,39}")
PERSON = re.compile(r"[\u3400-\u9fff·]{2,12}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    outlet: str
    aliases: tuple[str, ...]
    tier: str
    region_code: str | None
    channel: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """``person`` held ``post`` from ``valid_from`` to ``valid_to``; None: not known, or still.

    ``printed``: the forms in which the post stands before the name. ``evidence``: the public text
    that tells the days; empty if none is given.
    """

    person: str
    post: str
    printed: tuple[str, ...]
    region_code: str
    valid_from: date | None
    valid_to: date | None
    evidence: str


def read_outlets(path: Path, codes: set[str]) -> tuple[Outlet, ...]:
    owner: dict[str, str] = {}
    channels: dict[str, str] = {}
    outlets: list[Outlet] = []
    for entry in read_csv(path, OUTLET_COLUMNS):
        outlet = read_outlet(entry, codes)
        for name in (outlet.outlet, *outlet.aliases):
            if owner.setdefault(name, outlet.outlet) != outlet.outlet or (
                name == outlet.outlet and any(o.outlet == name for o in outlets)
            ):
                raise entry.error(f"name {shown(name)} stands twice; keep it in one row")
        if outlet.channel and channels.setdefault(outlet.channel, outlet.outlet) != outlet.outlet:
            raise entry.error(f"channel {outlet.channel} stands twice; keep it in one row")
        outlets.append(outlet)
    if not outlets:
        raise SeedError(path, 1, "holds no outlet; add at least the channels that are crawled")
    return tuple(outlets)


def read_outlet(entry: Entry, codes: set[str]) -> Outlet:
    tier, channel = entry.text("tier"), entry.text("channel", needed=False)
    if tier not in TIERS:
        raise entry.error(f"tier {shown(tier)} is none of {', '.join(TIERS)}")
    if channel and not CHANNEL.fullmatch(channel):
        raise entry.error(f"channel {shown(channel)} must be small letters, digits and _")
    return Outlet(
        outlet=entry.text("outlet"),
        aliases=entry.texts("aliases"),
        tier=tier,
        region_code=known_code(entry, codes, needed=False),
        channel=channel or None,
    )


def read_posts(path: Path, codes: set[str]) -> tuple[Post, ...]:
    posts: list[Post] = []
    is_older = read_text(path).partition("\n")[0].strip() == ",".join(WITHOUT_EVIDENCE)
    for entry in read_csv(path, WITHOUT_EVIDENCE if is_older else POST_COLUMNS):
        person = search_text(entry.text("person"))
        if not PERSON.fullmatch(person):
            raise entry.error(f"person {shown(person)} must be a name of 2 to 12 characters")
        valid_from, valid_to = entry.day("valid_from"), entry.day("valid_to", is_last=True)
        if valid_from and valid_to and valid_from > valid_to:
            raise entry.error(f"{person}: valid_from is later than valid_to; swap them")
        code = known_code(entry, codes, needed=True)
        posts.append(
            Post(
                person=person,
                post=entry.text("post"),
                printed=tuple(search_text(text) for text in entry.texts("printed")),
                region_code=code or "",
                valid_from=valid_from,
                valid_to=valid_to,
                evidence="" if is_older else entry.text("evidence", needed=False),
            )
        )
    return tuple(posts)


def known_code(entry: Entry, codes: set[str], *, needed: bool) -> str | None:
    code = entry.text("region_code", needed=needed)
    if code and code not in codes:
        raise entry.error(f"region_code {shown(code)} is not in regions.csv; add it or correct it")
    return code or None
