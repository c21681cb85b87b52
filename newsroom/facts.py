"""One article of the newsroom: the article as published, and the truth about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime


@dataclass(slots=True)
class Target:
    """A stated aim: 力争用三年时间新建成1000万平方米标准厂房."""

    value: float
    unit: str
    normalised_value: float
    normalised_unit: str
    comparator: str
    subject: str
    deadline: str | None
    quote: str
    """The sentence as published (before any change of script)."""


@dataclass(slots=True)
class SpeechAct:
    person: str
    post_raw: str
    verb: str | None
    """要求, 指出 …; None if the person is only named."""
    theme: str | None
    quote: str


@dataclass(slots=True)
class Organisation:
    name: str
    """Repaired: 有限公司, 赣."""
    name_raw: str
    region_code: str | None
    is_listed: bool


@dataclass(slots=True)
class Reprint:
    """Where a copy comes from and what it changed.

    ``parent`` is the ``number`` of the source article, None if the source is an outlet that is not
    crawled. ``method`` is the strongest evidence on the page: declared_link, declared_name,
    dateline, original_headline or containment (the page names nobody).
    """

    parent: int | None
    parent_outlet: str
    method: str
    lag_min_seconds: int | None = None
    lag_max_seconds: int | None = None
    is_contradicted: bool = False
    is_headline_changed: bool = False
    cut: list[str] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    is_traditional: bool = False


@dataclass(slots=True, frozen=True)
class Revision:
    """From ``on`` (a day of the newsroom's clock) the page reads otherwise, or is gone."""

    on: date
    change: str
    """corrected | gone"""
    old: str = ""
    new: str = ""


@dataclass(slots=True)
class NewsArticle:
    """One article of one channel. ``paragraphs`` joined by newlines is the true body."""

    number: int
    channel: str
    serial: int
    """Number of the article within its channel, in the order of generation."""
    headline: str
    paragraphs: list[str]
    published: datetime
    """Beijing time; finer than the page shows where ``precision`` is coarser."""
    precision: str
    story: str
    kind: str
    topic: str
    section: str
    url: str = ""
    """Canonical address."""
    origins: tuple[str, ...] = ()
    """Outlets the page credits, in printed order; empty if it prints none."""
    origin_url: str | None = None
    is_compiled: bool = False
    original_headline: str | None = None
    dateline: str = ""
    """Text at the start of the first paragraph, with its byline: 新华社南昌2月23日电（记者 …）."""
    dateline_outlet: str | None = None
    reporters: tuple[str, ...] = ()
    correspondents: tuple[str, ...] = ()
    photographers: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    byline: str = ""
    """A line of its own below the body (记者张三/文，记者李四/图); not part of the body."""
    signature: str = ""
    """Who wrote it, at the end of the last paragraph: （记者 … 通讯员 …）; part of the body."""
    list_lines: tuple[str, ...] = ()
    """Those paragraphs that are entries of a county or company list."""
    image_count: int = 1
    themes: dict[str, int] = field(default_factory=dict)
    """Theme label → mentions in headline and body."""
    reported_on: tuple[str, ...] = ()
    """Codes of the counties the article is about."""
    listed: tuple[str, ...] = ()
    """Codes of counties that stand only in a list block."""
    mentioned: tuple[str, ...] = ()
    """Codes of counties named in running text by the way: neither right nor wrong to report."""
    targets: list[Target] = field(default_factory=list)
    speech_acts: list[SpeechAct] = field(default_factory=list)
    organisations: list[Organisation] = field(default_factory=list)
    traps: tuple[str, ...] = ()
    """homonym | old_name | not_a_theme | past_figure | bulletin | short."""
    reprint: Reprint | None = None
    revisions: tuple[Revision, ...] = ()

    @property
    def origin(self) -> str | None:
        return self.origins[0] if self.origins else None

    @property
    def body(self) -> str:
        return "\n".join(self.paragraphs)
