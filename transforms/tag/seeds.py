"""Lexicons and gazetteers an analyst edits: themes, regions, outlets, posts.

``load`` reads a folder of seed files and either returns one consistent ``Seeds`` or raises a
``SeedError`` of one line, ``file:line: what is wrong; what to do``. Nothing is half loaded.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from transforms.lake import schema
from transforms.tag.read_outlets import read_outlets, read_posts
from transforms.tag.read_regions import read_regions
from transforms.tag.read_themes import read_themes
from transforms.tag.seed_files import SeedError

if TYPE_CHECKING:
    from transforms.tag.read_outlets import Outlet, Post
    from transforms.tag.read_regions import Region
    from transforms.tag.read_themes import Theme

__all__ = ["FILES", "FOLDER", "SeedError", "Seeds", "load"]

FOLDER = Path(__file__).parents[1] / "seeds"
FILES = ("themes.toml", "regions.csv", "outlets.csv", "posts.csv")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seeds:
    """Everything the tagger knows. ``seed_hash`` changes with every byte of the files."""

    themes: tuple[Theme, ...]
    regions: tuple[Region, ...]
    outlets: tuple[Outlet, ...]
    posts: tuple[Post, ...]
    seed_hash: str

    def tables(self) -> dict[str, pa.Table]:
        """The lake tables ``themes``, ``regions`` and ``outlets`` of ``transforms.lake.schema``."""
        return {
            "themes": pa.Table.from_pylist(
                [
                    {
                        "theme": theme.theme,
                        "label": theme.theme,
                        "label_en": theme.label_en,
                        "parent": theme.parent,
                        "valid_from": theme.valid_from,
                        "valid_to": theme.valid_to,
                        "seed_hash": self.seed_hash,
                    }
                    for theme in self.themes
                ],
                schema=schema.THEMES,
            ),
            "regions": pa.Table.from_pylist(
                [
                    {
                        "region_code": region.region_code,
                        "region": region.region,
                        "parent_code": region.parent_code,
                        "level": region.level,
                        "valid_from": region.valid_from,
                        "valid_to": region.valid_to,
                        "successor_code": region.successor_code,
                        "seed_hash": self.seed_hash,
                    }
                    for region in self.regions
                ],
                schema=schema.REGIONS,
            ),
            "outlets": pa.Table.from_pylist(
                [
                    {
                        "outlet": outlet.outlet,
                        "aliases": list(outlet.aliases),
                        "tier": outlet.tier,
                        "region_code": outlet.region_code,
                        "channel": outlet.channel,
                        "seed_hash": self.seed_hash,
                    }
                    for outlet in self.outlets
                ],
                schema=schema.OUTLETS,
            ),
        }


def load(folder: Path | None = None) -> Seeds:
    """Read, check and normalise the seed files of ``folder`` (the project's own by default).

    Raises SeedError, its text one line.
    """
    folder = Path(folder) if folder is not None else FOLDER
    regions = read_regions(folder / "regions.csv")
    codes = {region.region_code for region in regions}
    return Seeds(
        themes=read_themes(folder / "themes.toml"),
        regions=regions,
        outlets=read_outlets(folder / "outlets.csv", codes),
        posts=read_posts(folder / "posts.csv", codes),
        seed_hash=hash_files(folder),
    )


def hash_files(folder: Path) -> str:
    """16 hex over names and bytes of the seed files."""
    digest = hashlib.blake2b(digest_size=8)
    for name in FILES:
        data = (folder / name).read_bytes()
        digest.update(f"{name}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()
