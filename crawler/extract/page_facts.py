"""What a page consists of, in counts: text and of which kind, forms, scripts, frames, pictures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crawler.extract.date_patterns import PRINTED_DATE, TODAY
from crawler.extract.flatten import parse_flat_dom
from crawler.extract.metadata import read_claims
from crawler.extract.site_names import names_site
from crawler.extract.wall_words import DEMAND, FOOTER, VISIT, is_of_wall, letters, wall_of
from dates.reader import plain

if TYPE_CHECKING:
    from crawler.extract.flat_dom import FlatDom

SENTENCES = re.compile(r"[。！？!?；;\n]+")
CAPTCHA = re.compile(
    r"captcha|verif|yzm|yanzheng|验证码|check_?code|vcode|validate_?code|geetest|slider", re.I
)
"""Names of inputs, pictures, frames and boxes that ask whether a reader is human."""
ORNAMENT = re.compile(
    r"logo|icon|loading|spacer|blank|pixel|captcha|qrcode|beian|\.gif", re.IGNORECASE
)
DATA_TYPES = ("json", "text/x", "text/template", "text/html", "text/ng")
MEDIA = frozenset("video audio embed object picture canvas map".split())
WORD = re.compile(r"\w+")
LEAST_WORDS = 5
"""Of a headline without hanzi; fewer name a system."""
LEAST_SENTENCE, LEAST_HEADLINE, LEAST_LISTED = 6, 6, 8
"""Letters of a sentence that says something, of a headline, of a headline in a list."""
LONGEST_DATELINE = 90
MOST_SCRIPT = 300_000
SPAN = re.compile(r"[日号\d]?\s*(?:\d{1,2}[:：时点]\d{0,2}分?)?\s*[起至到前后止]")
"""After a date: it begins or ends something, nothing was published then."""
HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")
WIDE = re.compile("[\u4e00-\u9fff]+")


@dataclass(slots=True)
class PageFacts:
    """Counts of letters unless said otherwise."""

    title: str | None
    wall: str | None
    """Kind of wall that title or a heading names, and nothing else beside."""
    has_headline: bool
    """Title or a heading that names neither site nor wall."""
    is_dated: bool
    """A publication time is stated, in a meta or a line of its own."""
    demands: bool
    """A sentence asks the reader to log in, to prove something …"""
    text_chars: int
    other_chars: int
    """Of sentences that are neither a wall's nor a footer's."""
    wall_sentences: list[str]
    link_count: int
    listed_count: int
    """Links that may be headlines."""
    media_count: int
    frame_count: int
    password_count: int
    captcha_count: int
    refresh: str | None
    """Target of a refresh; empty: the page itself."""
    script_count: int
    script_text: str
    """Of scripts, and the addresses of scripts and frames."""
    script_wide_chars: int
    """Hanzi in scripts: what a page without text may print yet."""


def read_facts(html: str) -> PageFacts:
    """Read a page that is already known to be bounded."""
    page = parse_flat_dom(html, is_whole=True)
    claims = read_claims(page)
    headings = [
        page.text_within(number)
        for number, tag in enumerate(page.tags)
        if tag in ("h1", "h2", "h3") and page.runs_within(number)
    ][:6]
    titles = [text for text in (page.title, *headings) if text]
    walls = [wall for wall in map(wall_of, titles) if wall]
    sentences = [
        sentence.strip()
        for run in page.runs
        if run.link_chars * 2 < len(run.text)
        for sentence in SENTENCES.split(page.spaced_text(run))
    ]
    told = [text for text in sentences if letters(text) and not FOOTER.search(text)]
    of_wall = [text for text in told if is_of_wall(text)]
    others = [
        text
        for text in told
        if text not in of_wall and text not in titles and not VISIT.search(text)
    ]
    scripts = [text for kind, text in page.scripts if not kind.startswith(DATA_TYPES)]
    sources = [
        own.get("src") or ""
        for tag, own in zip(page.tags, page.attributes, strict=True)
        if tag in ("script", "iframe")
    ]
    script_text = "\n".join([*sources, *scripts])[:MOST_SCRIPT]
    return PageFacts(
        title=page.title,
        wall=walls[0] if walls else None,
        has_headline=any(map(_is_headline, titles)),
        is_dated=bool(claims.published) or any(map(_is_dateline, others)),
        demands=any(DEMAND.search(text) for text in of_wall),
        text_chars=sum(letters(run.text) for run in page.runs),
        other_chars=sum(n for n in map(letters, others) if n >= LEAST_SENTENCE),
        wall_sentences=of_wall,
        link_count=sum(bool(run.links) for run in page.runs),
        listed_count=_listed(page),
        media_count=_media(page),
        frame_count=sum(
            tag in ("frame", "iframe") and not CAPTCHA.search(own.get("src") or "")
            for tag, own in zip(page.tags, page.attributes, strict=True)
        ),
        password_count=_inputs(page, re.compile("^password$", re.IGNORECASE), ("type",)),
        captcha_count=_inputs(page, CAPTCHA, ("name", "id", "placeholder")) + _captchas(page),
        refresh=_refresh(page),
        script_count=page.tags.count("script"),
        script_text=script_text,
        script_wide_chars=sum(map(len, WIDE.findall("\n".join(text for _, text in page.scripts)))),
    )


def _is_headline(title: str) -> bool:
    is_long = letters(title) >= LEAST_HEADLINE and not HOST.fullmatch(title)
    is_said = WIDE.search(title) is not None or len(WORD.findall(title)) >= LEAST_WORDS
    return is_long and is_said and not names_site(title) and wall_of(title) is None


def _is_dateline(sentence: str) -> bool:
    """A line that is a date, with a source perhaps; not the day it is."""
    sentence = plain(sentence)
    found = PRINTED_DATE.search(sentence) if len(sentence) <= LONGEST_DATELINE else None
    is_told = found is not None and not SPAN.match(sentence, found.end())
    return is_told and not TODAY.search(sentence)


def _listed(page: FlatDom) -> int:
    return sum(
        tag == "a" and letters(page.text_within(number)) >= LEAST_LISTED
        for number, tag in enumerate(page.tags)
    )


def _media(page: FlatDom) -> int:
    count = 0
    for tag, own in zip(page.tags, page.attributes, strict=True):
        source = own.get("src") or own.get("data-src") or ""
        count += tag in MEDIA or (
            tag == "img"
            and bool(source)
            and not ORNAMENT.search(source)
            and not CAPTCHA.search(source)
        )
    return count


def _inputs(page: FlatDom, named: re.Pattern[str], attributes: tuple[str, ...]) -> int:
    return sum(
        tag == "input" and any(named.search(own.get(name) or "") for name in attributes)
        for tag, own in zip(page.tags, page.attributes, strict=True)
    )


def _captchas(page: FlatDom) -> int:
    """Pictures, frames and boxes of a captcha."""
    return sum(
        (tag in ("img", "iframe") and bool(CAPTCHA.search(own.get("src") or "")))
        or (tag in ("div", "form", "section") and bool(CAPTCHA.search(page.names[number])))
        for number, (tag, own) in enumerate(zip(page.tags, page.attributes, strict=True))
    )


def _refresh(page: FlatDom) -> str | None:
    for tag, own in zip(page.tags, page.attributes, strict=True):
        if tag == "meta" and (own.get("http-equiv") or "").lower() == "refresh":
            target = re.split(r"url\s*=", own.get("content") or "", maxsplit=1, flags=re.IGNORECASE)
            return target[1].strip(" '\"") if len(target) > 1 else ""
    return None
