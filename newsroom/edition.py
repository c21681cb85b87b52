"""The sample newsroom's fixed stock: which articles exist, how they change, what a visitor sees."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from newsroom import seedpage
from newsroom.addresses import article_url
from newsroom.channels import CHANNELS
from newsroom.facts import NewsArticle, Revision
from newsroom.grammar import SINCE, UNTIL, generate
from newsroom.pages.frame import path_of
from newsroom.provinces import JIANGXI, Province

SEED = 59
"""Chosen so that the small stock holds every kind of reprint, trap and script."""
FIRST_BACK_ISSUE = 100_001
BACK_ISSUES_A_DAY = 4


@dataclass(slots=True, frozen=True)
class Edition:
    """Every article of the period, and the same by number and by channel (oldest first)."""

    articles: tuple[NewsArticle, ...]
    by_number: dict[int, NewsArticle]
    by_channel: dict[str, tuple[NewsArticle, ...]]


@lru_cache(maxsize=4)
def edition(articles: int | None = None, seed: int = SEED, province: Province = JIANGXI) -> Edition:
    """The stock of the newsroom: ``generate`` for the fixed period, the seed page, revisions."""
    stock = list(generate(seed, articles, SINCE, UNTIL, province=province))
    if province.has_seed_page:
        make_room_for_seed(stock)
        stock.append(seedpage.seed_article(len(stock) + 1))
    revise(stock)
    by_channel = {
        channel.name: tuple(
            sorted(
                (one for one in stock if one.channel == channel.name),
                key=lambda one: (one.published, one.serial),
            )
        )
        for channel in CHANNELS
    }
    return Edition(tuple(stock), {one.number: one for one in stock}, by_channel)


@lru_cache(maxsize=2)
def back_issues(years: int, seed: int = 7) -> tuple[NewsArticle, ...]:
    """``years`` × 365 days before 2019 of ``sample_founder``, oldest first: originals only."""
    since, until = SINCE - timedelta(days=365 * years), SINCE - timedelta(days=1)
    wanted = 365 * years * BACK_ISSUES_A_DAY
    issues: list[NewsArticle] = []
    for one in generate(seed, wanted, since, until, first_number=1_000_001):
        if one.reprint is not None:
            continue
        one.channel, one.precision, one.origins = "sample_founder", "day", ("章江日报",)
        one.serial = FIRST_BACK_ISSUE + len(issues)
        one.url = article_url(one.channel, one.published, one.serial)
        issues.append(one)
    return tuple(sorted(issues, key=lambda one: (one.published, one.serial)))


def make_room_for_seed(stock: list[NewsArticle]) -> None:
    """The seed page has serial 1 of its channel: the article that held it moves to a free one."""
    serials = [one.serial for one in stock if one.channel == "sample_ifeng"]
    for one in stock:
        if one.channel == "sample_ifeng" and one.serial == seedpage.SERIAL:
            old = one.url
            one.serial = max(serials) + 1
            one.url = article_url(one.channel, one.published, one.serial)
            for copy in stock:
                if copy.origin_url == old:
                    copy.origin_url = one.url


def revise(stock: list[NewsArticle]) -> None:
    """Three corrections and one withdrawal, each some days after publication."""
    plain = [
        one
        for one in stock
        if one.kind == "feature" and not one.reprint and not one.targets and not one.traps
        and one.published.date() < UNTIL - timedelta(days=12)
    ]  # fmt: skip
    parents = {one.reprint.parent for one in stock if one.reprint}
    own = [one for one in plain if one.number not in parents]
    for since, days in ((date(2019, 1, 20), 1), (date(2019, 2, 9), 3), (date(2019, 2, 18), 6)):
        one = next((one for one in own if one.published.date() >= since), None)
        if one is None or one.revisions:
            continue
        old = one.paragraphs[0]
        new = old.replace("。", "（数据已更正）。", 1)
        day = one.published.date() + timedelta(days=days)
        one.revisions = (Revision(day, "corrected", old, new),)
    for one in own:
        if one.published.date() >= date(2019, 2, 14) and not one.revisions:
            one.revisions = (Revision(one.published.date() + timedelta(days=9), "gone"),)
            break


def as_of(article: NewsArticle, today: date) -> NewsArticle:
    """The article as its page reads on ``today``."""
    for revision in article.revisions:
        if revision.change == "corrected" and today >= revision.on:
            texts = [revision.new if text == revision.old else text for text in article.paragraphs]
            article = replace(article, paragraphs=texts)
    return article


def is_gone(article: NewsArticle, today: date) -> bool:
    return any(one.change == "gone" and today >= one.on for one in article.revisions)


def paths(articles: list[NewsArticle]) -> dict[str, NewsArticle]:
    return {path_of(one): one for one in articles}
