"""Addresses of the newsroom's articles: the one form each channel calls its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.newsroom.channels import BY_NAME

if TYPE_CHECKING:
    from datetime import datetime

PATHS = {
    "sample_ifeng": ("/a/{y}{m}{d}/{n}_0.shtml", 7_235_000),
    "sample_enorth": ("/system/{y}/{m}/{d}/{n:09}.shtml", 15_387_000),
    "sample_people": ("/n2/{y}/{m}{d}/c186330-{n}.html", 29_332_000),
    "sample_trs": ("/zwgk/zwdt/{y}{m}/t{y}{m}{d}_{n}.htm", 910_000),
    "sample_rss": ("/post/{n}", 0),
    "sample_founder": ("/html/{y}-{m}/{d}/content_{n}.htm", 1_230_000),
    "sample_xinhua": ("/{y}-{m}/{d}/c_{n}.htm", 1_124_155_000),
    "sample_chinanews": ("/news/{y}/{m}{d}/{n}.html", 1_200),
    "sample_json": ("/detail/{n}.html", 10_000),
    "sample_static": ("/news/{y}{m}{d}/{n}.html", 3_000),
}


def article_url(channel: str, published: datetime, serial: int) -> str:
    """Canonical address; unique per channel, serial and (where shown) day."""
    return f"http://{BY_NAME[channel].host}{article_path(channel, published, serial)}"


def article_path(channel: str, published: datetime, serial: int) -> str:
    """Path of the article; templates of ``PATHS`` take y, m, d and the shifted serial n."""
    if channel == "sample_ifeng" and is_new_ifeng(serial):
        return f"/c/8v{base36(serial * 48_271 % 2_147_483_647 + 36**6)}K{serial}"
    if channel == "sample_sitemap":
        return f"/{published:%Y/%m%d}/{base36(36**3 + serial * 7)}.html"
    template, shift = PATHS[channel]
    return template.format(
        y=published.year, m=f"{published.month:02}", d=f"{published.day:02}", n=serial + shift
    )


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
