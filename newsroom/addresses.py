"""Addresses of the newsroom's articles: the one form each channel calls its own."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from newsroom.channels import CHANNELS

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime


def article_url(channel: str, published: datetime, serial: int) -> str:
    """Canonical address; unique per channel, serial and (where shown) day."""
    year, month, day = printed_day(published.toordinal())
    return PREFIX[channel] + PATHS[channel](year, month, day, serial)


def article_path(channel: str, published: datetime, serial: int) -> str:
    year, month, day = printed_day(published.toordinal())
    return PATHS[channel](year, month, day, serial)


@lru_cache(maxsize=4096)
def printed_day(ordinal: int) -> tuple[str, str, str]:
    year, month, day = date.fromordinal(ordinal).isoformat().split("-")
    return year, month, day


def is_new_ifeng(serial: int) -> bool:
    """Every fifth ifeng article uses the newer template, which is only a script object."""
    return serial % 5 == 0


def base36(number: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    text = ""
    while number:
        number, rest = divmod(number, 36)
        text = digits[rest] + text
    return text or "0"


def ifeng(y: str, m: str, d: str, n: int) -> str:
    if is_new_ifeng(n):
        return f"/c/8v{base36(n * 48_271 % 2_147_483_647 + 36**6)}K{n}"
    return f"/a/{y}{m}{d}/{7_235_000 + n}_0.shtml"


PREFIX = {channel.name: f"http://{channel.host}" for channel in CHANNELS}
PATHS: dict[str, Callable[[str, str, str, int], str]] = {
    # year, month, day, serial
    "sample_ifeng": ifeng,
    "sample_enorth": lambda y, m, d, n: f"/system/{y}/{m}/{d}/{15_387_000 + n:09}.shtml",
    "sample_people": lambda y, m, d, n: f"/n2/{y}/{m}{d}/c186330-{29_332_000 + n}.html",
    "sample_trs": lambda y, m, d, n: f"/zwgk/zwdt/{y}{m}/t{y}{m}{d}_{910_000 + n}.htm",
    "sample_rss": lambda _y, _m, _d, n: f"/post/{n}",
    "sample_founder": lambda y, m, d, n: f"/html/{y}-{m}/{d}/content_{1_230_000 + n}.htm",
    "sample_xinhua": lambda y, m, d, n: f"/{y}-{m}/{d}/c_{1_124_155_000 + n}.htm",
    "sample_chinanews": lambda y, m, d, n: f"/news/{y}/{m}{d}/{1_200 + n}.html",
    "sample_json": lambda _y, _m, _d, n: f"/detail/{10_000 + n}.html",
    "sample_sitemap": lambda y, m, d, n: f"/{y}/{m}{d}/{base36(36**3 + n * 7)}.html",
    "sample_static": lambda y, m, d, n: f"/news/{y}{m}{d}/{3_000 + n}.html",
}
