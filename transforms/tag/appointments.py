"""Who is appointed to what: X、Y为…副主任; 任命X为…; 免去X的…职务; 吴某任…书记."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from transforms.tag.characters import is_one_of
from transforms.tag.person_names import (
    FORMER,
    NOW,
    STATED,
    Sighting,
    name_ending_at,
    name_filling,
)
from transforms.tag.posts import CURRENT, post_stated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transforms.tag.text_batch import TextBatch

TRIGGERS = ("任命", "免去", "任免", "任职", "当选", "补选", "聘任", "提名", ",男,", ",女,")
NAME = r"(?:[\u3400-\u9fff]{2,4}?|[\u3400-\u9fff]{1,8}(?:·[\u3400-\u9fff]{1,8})+)"
NAMES = rf"(?P<names>{NAME}(?:、{NAME})*)(?:同志|先生|女士)?"
APPOINTED = re.compile(
    r"(?:(?:决定)?任命|同意|选举|补选|推选|聘任|提名|(?<=[\x00\n。;:,]))"
    rf"{NAMES}(?P<verb>任(?![命务职期])|为|当选为?|担任|出任|兼任|不再担任|不再兼任|辞去|拟任)"
)
REMOVED = re.compile(rf"免去{NAMES}的(?=[\u3400-\u9fff、]{{3,40}}?职务)")
LIFE = re.compile(r",(?:男|女),[^。\n]{4,120}")
TAKES = re.compile(r"(?<![主责担信连现离上就历重兼胜])任(?![务命何期职免教意性])")


def came_to_office(texts: TextBatch) -> Iterator[Sighting]:
    """吴晓军任南昌市委书记: a clause that begins so, without a word of appointment."""
    text = texts.text
    for place in np.flatnonzero(is_one_of(texts.codes, "任")).tolist():
        if TAKES.match(text, place) is None:
            continue
        begin = name_ending_at(text, place, is_sure=True)
        if begin is None:
            continue
        article = texts.article_of_one(place)
        post = post_stated(text, place + 1, int(texts.ends[article]))
        if post is not None:
            yield Sighting(begin, place, text[begin:place], post, STATED)


def appointed(text: str, low: int, high: int) -> Iterator[Sighting]:
    """X、Y为…副主任; 任命X为…; 免去X的…职务; and the life of whoever is appointed."""
    for found in APPOINTED.finditer(text, low, high):
        post = post_stated(text, found.end(), high)
        if post is None:
            continue
        rank = FORMER if found["verb"] in ("不再担任", "不再兼任", "辞去") else STATED
        yield from each_name(text, found.start("names"), found.end("names"), post, rank)
    for found in REMOVED.finditer(text, low, high):
        post = post_stated(text, found.end(), high)
        yield from each_name(text, found.start("names"), found.end("names"), post, FORMER)
    for life in LIFE.finditer(text, low, high):
        begin = name_ending_at(text, life.start(), low, is_sure=True)
        if begin is None:
            continue
        stop = text.find("\n", life.start(), high)
        now = CURRENT.search(text, life.start(), stop if stop > 0 else high)
        post = post_stated(text, now.end(), high) if now else None
        yield Sighting(begin, life.start(), text[begin : life.start()], post, NOW)


def each_name(text: str, start: int, end: int, post: str | None, rank: int) -> Iterator[Sighting]:
    """Every one of the names between two places, if all are names."""
    spans: list[tuple[int, int]] = []
    at = start
    for name in text[start:end].split("、"):
        if not name_filling(text, at, at + len(name), is_sure=True):
            return
        spans.append((at, at + len(name)))
        at += len(name) + 1
    for low, high in spans:
        yield Sighting(low, high, text[low:high], post, rank)
