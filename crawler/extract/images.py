"""Images inside the article, with the block each one precedes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from crawler.items import Image

if TYPE_CHECKING:
    from crawler.extract.flat_dom import FlatDom

SOURCES = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-url",
    "lazysrc",
    "original",
    "_src",
    "src",
)
SIZE_IN_ADDRESS = re.compile(r"_w(\d{1,5})_h(\d{1,5})\b")
NUMBER = re.compile(r"\d{1,5}")
MAX_IMAGES = 300


def read_images(page: FlatDom, container: int, url: str, positions: list[int]) -> list[Image]:
    """``positions`` are the first node numbers of the article's blocks, ascending."""
    images: list[Image] = []
    position = 0
    for number in range(container, page.ends[container]):
        while position < len(positions) and positions[position] < number:
            position += 1
        if page.tags[number] != "img":
            continue
        attributes = page.attributes[number]
        source = next((value for key in SOURCES if (value := attributes.get(key))), None)
        if not source or source.startswith("data:"):
            continue
        image = image_at(source, url, attributes)
        if image is not None:
            image.position = position
            images.append(image)
        if len(images) >= MAX_IMAGES:
            break
    return images


def image_at(source: str, base: str, attributes: dict[str, str | None]) -> Image | None:
    """One image; its size from the address mark ``_w16_h16`` before the attributes."""
    try:
        address = urljoin(base, source.strip())
    except ValueError:
        return None
    if not address.startswith(("http://", "https://", "file:")) or len(address) > 2000:
        return None
    caption = (attributes.get("alt") or attributes.get("title") or "").strip()[:300] or None
    if marked := SIZE_IN_ADDRESS.search(address):
        return Image(url=address, width=int(marked[1]), height=int(marked[2]), caption=caption)
    width, height = attributes.get("width"), attributes.get("height")
    return Image(url=address, width=_number(width), height=_number(height), caption=caption)


def _number(value: str | None) -> int | None:
    found = NUMBER.match(value.strip()) if value else None
    return int(found.group()) if found else None
