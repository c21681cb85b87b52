"""A stream of articles over many channels: originals, copies with edits, bulletins, traps.

``generate(seed)`` is a pure function of its arguments: same arguments, same articles, on every
machine. Memory is flat; 10^6 articles and more are meant. Articles come in the order of their
stories, so times of one channel run forward but for the lag of copies.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from newsroom import vocabulary as v
from newsroom.addresses import article_url
from newsroom.channels import BY_NAME, CHANNELS
from newsroom.edits import reprint
from newsroom.facts import NewsArticle
from newsroom.provinces import JIANGXI
from newsroom.sentences import Writer
from newsroom.stories import draft
from newsroom.themes import count_themes
from storage.clock import BEIJING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsroom.provinces import Province
    from newsroom.stories import Draft

SINCE, UNTIL = date(2019, 1, 1), date(2019, 3, 11)
SILENT_AFTER = {"sample_static": date(2019, 2, 20)}
"""Channels that stop publishing, and their last day."""
DEFAULT_ARTICLES = 280
WHEEL = tuple(channel.name for channel in CHANNELS for _ in range(channel.weight))


def generate(
    seed: object = 1,
    articles: int | None = None,
    since: date = SINCE,
    until: date = UNTIL,
    *,
    first_number: int = 1,
    province: Province = JIANGXI,
) -> Iterator[NewsArticle]:
    """Yield exactly ``articles`` articles published from ``since`` to ``until`` (both included).

    ``first_number`` shifts numbers, serials and so addresses: streams that are to be read
    together (one per worker, each with its own seed) must not overlap. ``province`` is where the
    newsroom stands.
    """
    wanted = DEFAULT_ARTICLES if articles is None else articles
    w = Writer(seed, province)
    serials = dict.fromkeys(BY_NAME, first_number - 1)
    seconds = ((until - since).days + 1) * 86_400
    begin = datetime.combine(since, time(), BEIJING)
    end = begin + timedelta(seconds=seconds)
    number, last = first_number, first_number + wanted
    while number < last:
        share = (number - first_number) / wanted
        when = waking(begin + timedelta(seconds=int(share * seconds)), w)
        for article in tell(w, when, end, f"s{seed}-{number}"):
            if number >= last:
                return
            serial = serials[article.channel] = serials[article.channel] + 1
            article.number, article.serial = number, serial
            article.url = article_url(article.channel, article.published, serial)
            number += 1
            yield article


def tell(w: Writer, when: datetime, end: datetime, story: str) -> Iterator[NewsArticle]:
    """One story: the original, then its copies (made once the original has its address)."""
    made = draft(w, when)
    is_external = made.kind != "bulletin" and w.chance(0.06)
    channel = "" if is_external else choose_channel(w, when)
    original = print_original(w, made, channel, when, story)
    if channel:
        yield original
        outlet, count = w.province.by_name[channel].outlet, 0
        if BY_NAME[channel].is_wire and made.kind != "bulletin" and w.chance(0.42):
            count = w.number(1, 3)
    else:
        outlet, count = original.origins[0], w.number(1, 4)
    used = {channel}
    for _ in range(count):
        copier = choose_channel(w, when)
        if copier in used:
            continue
        used.add(copier)
        copy = reprint(w, original, made, copier, outlet)
        if copy.published < end and is_alive(copier, copy.published):
            yield copy


def print_original(w: Writer, made: Draft, channel: str, when: datetime, story: str) -> NewsArticle:
    """The draft as its own channel (``""``: an outlet that is not crawled) prints it."""
    precision = BY_NAME[channel].precision if channel else "minute"
    article = NewsArticle(
        number=0, channel=channel, serial=0, headline=made.headlines[0], paragraphs=made.paragraphs,
        published=when.replace(hour=6) if precision == "day" else when, precision=precision,
        story=story, kind=made.kind, topic=made.topic, section=made.section,
        image_count=w.number(0, 3) if made.kind not in ("brief", "bulletin") else 0,
        editors=(w.name(),), reported_on=made.reported_on, listed=made.listed,
        mentioned=made.mentioned, list_lines=made.list_lines, targets=made.targets,
        speech_acts=made.speech_acts, organisations=made.organisations, traps=made.traps,
    )  # fmt: skip
    if channel:
        outlet = w.province.by_name[channel].outlet
        if channel != "sample_founder" and (made.kind != "bulletin" or w.chance(0.5)):
            article.origins = (outlet,)  # a paper does not credit itself
        sign(w, article, outlet)
    else:
        outlet = w.pick(w.province.external_outlets)
        article.origins = (outlet,)
        wire(w, article, outlet)
    if article.dateline:
        article.paragraphs[0] = article.dateline + article.paragraphs[0]
    article.themes = count_themes("\n".join([article.headline, *article.paragraphs]), made.themes)
    return article


def sign(w: Writer, article: NewsArticle, outlet: str) -> None:
    """Byline of an original: in a dateline, below the body, in its last line, or nowhere."""
    if article.kind in ("bulletin", "brief"):
        return
    share, one, two = w.number(0, 99), w.name(), w.name()
    if share < 2 and article.channel in ("sample_enorth", "sample_people"):
        one = w.pick(v.RARE_NAMES)
    if share < 25:
        article.dateline_outlet = paper(w, article.channel, outlet)
        article.dateline = f"{article.dateline_outlet}讯（记者 {one}、{two}）"
        article.reporters = (one, two)
    elif share < 40:
        article.dateline_outlet = paper(w, article.channel, outlet)
        article.dateline = f"{article.dateline_outlet}讯（通讯员 {two} 记者 {one}）"
        article.reporters, article.correspondents = (one,), (two,)
    elif share < 65:
        article.byline = f"记者{one}/文，记者{two}/图"
        article.reporters, article.photographers = (one,), (two,)
    elif share < 85 and not article.list_lines:
        article.signature = f"（记者 {one} 通讯员 {two}）"
        article.paragraphs[-1] += article.signature
        article.reporters, article.correspondents = (one,), (two,)


def paper(w: Writer, channel: str, outlet: str) -> str:
    """What a channel calls itself in its own datelines: 本报, 本网 or its name."""
    if channel == "sample_founder":
        return "本报"
    return outlet if BY_NAME[channel].is_wire and outlet not in w.province.unsigned else "本网"


def wire(w: Writer, article: NewsArticle, outlet: str) -> None:
    one, two, when = w.name(), w.name(), article.published
    if outlet.endswith("社"):
        article.dateline = (
            f"{outlet}{w.province.capital}{when.month}月{when.day}日电（记者 {one}、{two}）"
        )
    else:
        article.dateline = f"{outlet}讯（记者 {one}、{two}）"
    article.dateline_outlet, article.reporters = outlet, (one, two)


def waking(moment: datetime, w: Writer) -> datetime:
    """The same day between 6:00:00 and 21:59:59."""
    return moment.replace(hour=w.number(6, 21), minute=w.number(0, 59), second=w.number(0, 59))


def choose_channel(w: Writer, when: datetime) -> str:
    while not is_alive(name := w.pick(WHEEL), when):
        pass
    return name


def is_alive(channel: str, when: datetime) -> bool:
    last = SILENT_AFTER.get(channel)
    return last is None or when.date() <= last
