"""How a copy differs from its source: who is credited, what is cut, added or written otherwise."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from newsroom.channels import BY_NAME
from newsroom.facts import NewsArticle, Reprint
from newsroom.precision import lag
from newsroom.script import traditional
from newsroom.themes import count_themes
from newsroom.vocabulary import TOPICS

if TYPE_CHECKING:
    from datetime import datetime

    from newsroom.sentences import Writer
    from newsroom.stories import Draft

LINKERS = {"sample_ifeng", "sample_rss", "sample_people"}
"""Channels whose template can link the credited source article."""
REWORDED = (("记者看到", "笔者看到"), ("据介绍", "据了解"), ("接下来", "下一步"))


def reprint(
    w: Writer, original: NewsArticle, made: Draft, channel: str, outlet: str
) -> NewsArticle:
    """A copy of ``original`` in ``channel``, some time later; ``outlet`` is to be credited."""
    is_external = not original.channel
    published = later(w, original.published)
    is_contradicted = not is_external and original.precision != "day" and w.chance(0.025)
    if is_contradicted:
        published = original.published - timedelta(minutes=w.number(70, 300))
    edge = Reprint(None if is_external else original.number, outlet, "containment")
    edge.is_contradicted = is_contradicted
    paragraphs, stem = list(original.paragraphs), original.paragraphs[0][len(original.dateline) :]
    # Two copies of a piece whose source nobody crawled must still share most of it.
    edge.cut = cut(w, paragraphs, original.list_lines) if original.channel else []
    if w.chance(0.25):
        edge.added = [f"新闻链接：{w.paragraph(w.pick(TOPICS), 1 if edge.cut else 2)}"]
        paragraphs += edge.added
    headline = original.headline
    if len(made.headlines) > 1 and w.chance(0.5):
        headline, edge.is_headline_changed = w.pick(made.headlines[1:]), True
    copy = NewsArticle(
        number=0, channel=channel, serial=0, headline=headline, paragraphs=paragraphs,
        published=published, precision=BY_NAME[channel].precision, story=original.story,
        kind=original.kind, topic=original.topic, section=original.section, reprint=edge,
        image_count=w.number(0, 2), traps=original.traps, editors=(w.name(),),
    )  # fmt: skip
    credit(w, copy, original, outlet, stem)
    if w.chance(0.2):
        for before, after in REWORDED:
            paragraphs[1:] = [text.replace(before, after) for text in paragraphs[1:]]
    keep_facts(copy, original, made)
    if original.channel:
        edge.lag_min_seconds, edge.lag_max_seconds = lag(
            original.published, original.precision, published, copy.precision
        )
    if channel in ("sample_rss", "sample_json") and w.chance(0.3):
        to_traditional(copy)
    return copy


def later(w: Writer, moment: datetime) -> datetime:
    """Forty minutes to two days later, in waking hours."""
    moment += timedelta(minutes=w.number(40, 600) if w.chance(0.7) else w.number(600, 2800))
    moment = moment.replace(second=w.number(0, 59))
    return moment + timedelta(hours=8) if moment.hour < 6 else moment


def cut(w: Writer, paragraphs: list[str], list_lines: tuple[str, ...]) -> list[str]:
    """Drop lists, the tail or one middle paragraph in place; more than half the text stays."""
    gone: list[str] = []
    if list_lines and w.chance(0.5):
        gone = [text for text in paragraphs if text in list_lines]
        paragraphs[:] = [text for text in paragraphs if text not in list_lines]
    running = [at for at in range(1, len(paragraphs)) if paragraphs[at] not in list_lines]
    if len(running) > 2 and w.chance(0.5):
        gone.append(paragraphs.pop(running[-1] if w.chance(0.6) else w.pick(running[:-1])))
    return gone


def credit(w: Writer, copy: NewsArticle, original: NewsArticle, outlet: str, stem: str) -> None:
    """Choose the evidence the page gives for its source, strongest first; then the byline."""
    edge = copy.reprint
    assert edge is not None
    share = w.number(0, 99)
    if copy.channel in LINKERS and original.channel and share < 60:
        edge.method, copy.origins, copy.origin_url = "declared_link", (outlet,), original.url
    elif share < (62 if original.channel else 70) and copy.channel != "sample_static":
        edge.method, copy.origins = "declared_name", (outlet,)
        if w.chance(0.1):
            copy.is_compiled = True
            copy.origins = (
                outlet,
                w.pick(("人民日报客户端", "新华社客户端", w.province.papers[0])),
            )
    elif (share < 76 and outlet not in w.province.unsigned) or not original.channel:
        edge.method = "dateline"
    elif edge.is_headline_changed:
        edge.method = "original_headline"
    if edge.is_headline_changed and (edge.method == "original_headline" or w.chance(0.2)):
        copy.original_headline = original.headline
    sign_copy(w, copy, original, outlet)
    copy.paragraphs[0] = copy.dateline + stem


def sign_copy(w: Writer, copy: NewsArticle, original: NewsArticle, outlet: str) -> None:
    """Dateline and byline of the copy: the source's, unless the copy leaves them out."""
    assert copy.reprint is not None
    method, dateline = copy.reprint.method, original.dateline
    byline = dateline[dateline.find("（") :] if "（" in dateline else ""
    if method == "dateline" or (
        byline and method != "containment" and outlet not in w.province.unsigned and w.chance(0.35)
    ):
        is_own = original.dateline_outlet in (None, "本报", "本网")
        copy.dateline = f"{outlet}讯{byline}" if is_own else dateline
        copy.dateline_outlet = outlet
        if byline:
            copy.reporters, copy.correspondents = original.reporters, original.correspondents
    elif original.byline and w.chance(0.5):
        copy.byline = original.byline
        copy.reporters, copy.photographers = original.reporters, original.photographers
    if original.signature and any(original.signature in text for text in copy.paragraphs):
        copy.signature = original.signature
        copy.reporters, copy.correspondents = original.reporters, original.correspondents


def keep_facts(copy: NewsArticle, original: NewsArticle, made: Draft) -> None:
    """Carry over the truth that still stands in the text."""
    text = "\n".join([copy.headline, *copy.paragraphs])
    copy.themes = count_themes(text, made.themes)
    copy.reported_on = original.reported_on
    copy.mentioned = original.mentioned
    copy.list_lines = tuple(line for line in original.list_lines if line in copy.paragraphs)
    if copy.list_lines:
        copy.listed = original.listed
    copy.targets = [aim for aim in original.targets if aim.quote in text]
    copy.speech_acts = [act for act in original.speech_acts if act.quote in text]
    copy.organisations = [one for one in original.organisations if one.name_raw in text]


def to_traditional(copy: NewsArticle) -> None:
    """The same article in Traditional characters; quotes of facts stay in Simplified."""
    assert copy.reprint is not None
    copy.reprint.is_traditional = True
    copy.headline = traditional(copy.headline)
    copy.paragraphs = [traditional(text) for text in copy.paragraphs]
    copy.list_lines = tuple(traditional(text) for text in copy.list_lines)
    copy.dateline = traditional(copy.dateline)
    if copy.original_headline:
        copy.original_headline = traditional(copy.original_headline)
    copy.byline = traditional(copy.byline)
    copy.signature = traditional(copy.signature)
