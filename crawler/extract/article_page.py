"""From the bytes of one page to one raw item: what the page says, as it says it.

Generic first: any Chinese news page is read without a rule; a channel's rules sharpen single
fields. Nothing is cleaned here, and nothing raises: a page that holds no article comes back with
``drop_step`` and ``drop_reason``.
"""

from __future__ import annotations

import gc
import logging
from typing import TYPE_CHECKING, NamedTuple

from archive.charset import decode
from crawler.extract.address_shapes import url_date
from crawler.extract.article_blocks import read_blocks
from crawler.extract.challenge import challenge_sign
from crawler.extract.class_names import name_template
from crawler.extract.container import find_container
from crawler.extract.drop_reasons import (
    CHALLENGED,
    bounded,
    drop_reason_of_bytes,
    drop_reason_of_page,
    drop_reason_of_text,
    is_cut_off,
)
from crawler.extract.flatten import parse_flat_dom
from crawler.extract.headline import Heading, claim_headlines, find_headlines
from crawler.extract.images import read_images
from crawler.extract.index_page import is_index_page
from crawler.extract.live_entries import without_entry_times
from crawler.extract.metadata import Claims, read_claims
from crawler.extract.origin_link import find_origin_link
from crawler.extract.rules import ArticleRules
from crawler.extract.run_weights import is_notice
from crawler.extract.site_names import names_no_article, names_site
from crawler.extract.unshown_body import ENOUGH, Unshown, find_unshown
from crawler.extract.untitled import find_untitled
from crawler.extract.urls import canonical_url
from crawler.extract.visible import HEAD_AFTER, find_zones, read_section, read_visible
from crawler.items import Article, Block, Claim, Stated

if TYPE_CHECKING:
    from crawler.extract.flat_dom import FlatDom
    from crawler.extract.url_rules import Rewrite

NO_RULES = ArticleRules(template="generic")
log = logging.getLogger(__name__)


def extract_article(
    body: bytes,
    *,
    channel: str,
    url: str,
    fetched_at: str,
    content_type: str | None = None,
    rules: ArticleRules | None = None,
    requested_url: str | None = None,
    status: int = 200,
    url_rewrites: tuple[Rewrite, ...] = (),
) -> Article:
    """Read one page. Never raises; what cannot be read says so in ``drop_reason``."""
    item = Article(
        channel=channel,
        url=url,
        requested_url=requested_url,
        canonical_url=canonical_url(url, url_rewrites),
        fetched_at=fetched_at,
        status=status,
    )
    # A page makes thousands of objects and no cycle: the collector would only walk them in vain.
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        reason = _fill(item, body, content_type, rules or NO_RULES)
    except Exception:
        # A page may be hostile in a way nobody foresaw; it costs this page, never the crawl.
        log.exception("extraction failed on %.200s", url)
        reason = "extractor_failed"
    finally:
        if was_enabled:
            gc.enable()
    if reason is not None:
        item.drop_step, item.drop_reason = "extract", reason
    return item


def _fill(item: Article, body: bytes, content_type: str | None, rules: ArticleRules) -> str | None:
    """Fill ``item`` from ``body``; returns the reason if there is no article."""
    if reason := drop_reason_of_bytes(body, item.status, content_type):
        return reason
    decoded = decode(body, content_type)
    item.encoding = decoded.encoding
    if reason := drop_reason_of_text(decoded, body):
        return reason
    if challenge_sign(body, url=item.url, content_type=content_type):
        return CHALLENGED
    html = bounded(decoded.text)
    is_as_sent = html is decoded.text and decoded.is_as_sent
    page = parse_flat_dom(body if is_as_sent else html, is_whole=rules is not NO_RULES)
    item.template = rules.template if rules is not NO_RULES else name_template(page)
    reading = read_page(page, item.url, rules)
    is_index = not rules.body and is_index_page(
        page, reading.container, reading.heading, item.url, is_dated=bool(reading.claims.published)
    )
    if (unshown := _unshown(page, reading, html, is_index=is_index)) is not None:
        page = parse_flat_dom(bounded(unshown.html), is_whole=rules is not NO_RULES)
        reading = read_page(page, item.url, rules)
        is_index = False
        if state := unshown.state:
            reading.published.extend(state.published)
            reading.credits[:0] = state.credits
            reading.claims.origin_url = reading.claims.origin_url or state.origin_url
    item.title_raw = (page.title or "")[:500] or None
    claims = reading.claims
    item.canonical_hints = claims.hints
    item.section_raw = reading.section or claims.section
    item.origin_url = claims.origin_url or reading.origin_url
    item.published = reading.published
    item.credits = reading.credits
    item.headlines = reading.headlines
    item.headline_raw = reading.headlines[0].raw if reading.headlines else None
    item.blocks = reading.blocks
    item.part_urls = [item.url]
    if reading.container >= 0:
        item.images = read_images(page, reading.container, item.url, reading.positions)
    if is_index:
        return "index_page"
    kept = "\n".join(block.text for block in item.blocks)
    return drop_reason_of_page(page, kept, claims.refresh, is_cut_off(decoded.text))


def _unshown(page: FlatDom, reading: Reading, html: str, *, is_index: bool) -> Unshown | None:
    shown: list[int] = []
    length = 0
    inside = page.runs_within(reading.container) if reading.container >= 0 else range(0)
    for number in inside:
        run = page.runs[number]
        if run.is_prose and not is_notice(run.text):
            shown.append(number)
            length += len(run.text)
        if length >= ENOUGH and not is_index:
            return None  # most pages show their article
    heading = reading.heading
    last = heading.last_run if heading and heading.is_titled else -1
    return find_unshown(
        page,
        html,
        shown=[page.runs[number].text for number in shown],
        titles=[page.title, reading.claims.headline, heading.text if heading else None],
        heading=heading.text if heading and heading.is_titled else None,
        is_index=is_index,
        is_headed=bool(shown) and 0 <= last < shown[0] <= last + HEAD_AFTER,
    )


class Reading(NamedTuple):
    """One page read: every run of its text is in ``blocks`` or in ``skipped`` with a rule."""

    container: int
    heading: Heading | None
    headlines: list[Claim]
    section: str | None
    published: list[Stated]
    credits: list[Stated]
    blocks: list[Block]
    positions: list[int]
    """First node number of every block."""
    skipped: list[tuple[str, str]]
    claims: Claims
    origin_url: str | None


def read_page(page: FlatDom, url: str, rules: ArticleRules) -> Reading:
    claims = read_claims(page)
    headings = find_headlines(page, page.title, claims.headline, len(page.tags))
    heading = headings[0] if headings else None
    container = _container(page, rules, heading)
    limit = page.ends[container] if container >= 0 else len(page.tags)
    if heading is not None and page.runs[heading.first_run].node >= limit:
        headings = find_headlines(page, page.title, claims.headline, limit)
        heading = headings[0] if headings else None
    is_untitled = heading is None or names_site(heading.text)
    is_untitled = is_untitled and claims.headline is None and names_no_article(page.title)
    if is_untitled and container >= 0 and (printed := find_untitled(page, container)) is not None:
        heading = printed
        headings = [printed, *headings]
        container = container if rules.body else find_container(page, printed.first_run)
        limit = page.ends[container]
    ruled = _ruled(page, rules.headline)
    headlines = claim_headlines(page, headings, ruled=ruled, stated=claims.headline)
    section = _ruled(page, rules.section) or read_section(page, limit)
    if container < 0:
        skipped = page.skipped + [(run.text, "no_container") for run in page.runs]
        return Reading(
            -1,
            heading,
            headlines,
            section,
            claims.published,
            claims.credits,
            [],
            [],
            skipped,
            claims,
            None,
        )
    zones = find_zones(page, container, heading)
    published, credits = read_visible(page, zones, heading)
    published = _ruled_published(page, rules) + published + claims.published
    published = without_entry_times(page, container, published)
    if day := url_date(url):
        published.append(Stated(raw=day.isoformat(), where="url"))
    credits = _ruled_credits(page, rules) + credits + claims.credits
    blocks, positions, skipped = read_blocks(page, container, heading, rules.drop)
    return Reading(
        container, heading, headlines, section, published, credits, blocks, positions, skipped,
        claims, find_origin_link(page, zones, url),
    )  # fmt: skip


def _container(page: FlatDom, rules: ArticleRules, heading: Heading | None) -> int:
    if rules.body:
        found = [node for node in page.select(rules.body) if len(page.runs_within(node))]
        if found:
            return max(found, key=lambda node: len(page.text_within(node)))
    is_sure = heading is not None and (heading.is_titled or names_site(page.title))
    return find_container(page, heading.first_run if heading and is_sure else None)


def _ruled(page: FlatDom, css: str | None) -> str | None:
    """Text of the first element the rule finds that has any."""
    if css is None:
        return None
    return next((text for node in page.select(css) if (text := page.text_within(node, " "))), None)


def _ruled_published(page: FlatDom, rules: ArticleRules) -> list[Stated]:
    text = _ruled(page, rules.published)
    return [Stated(raw=text[:200], where="visible:rule")] if text else []


def _ruled_credits(page: FlatDom, rules: ArticleRules) -> list[Stated]:
    stated = []
    for role, css in (("source", rules.source), ("editor", rules.editor)):
        if text := _ruled(page, css):
            stated.append(Stated(raw=text[:200], where=f"visible:{role}:rule"))
    return stated
