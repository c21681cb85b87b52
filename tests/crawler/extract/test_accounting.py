"""Nothing lost, nothing invented: every text of a page is in one block or skipped by a rule."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from crawler.extract.article_page import NO_RULES, read_page
from crawler.extract.flatten import parse_flat_dom
from crawler.extract.rules import ArticleRules
from tests.crawler.extract import pages

RULES = {
    "outside_container", "before_headline", "channel_rule", "too_many_blocks", "too_long",
    "no_container", "noscript", "template", "embedded", "form_control", "head",
}  # fmt: skip
TAGS = st.sampled_from(
    "p div span b a td tr table li ul h1 h2 br article section form select noscript svg textarea "
    "blockquote pre em title figure iframe button".split()
)
TEXTS = st.text(alphabet="青溪县工业，。！ab 1\n\u3000\xa0<>&\u200b", max_size=30)


def markup(depth: int = 4) -> st.SearchStrategy[str]:
    leaf = TEXTS.map(lambda text: text.replace("<", "&lt;"))
    return st.recursive(
        leaf,
        lambda inner: st.builds(
            lambda tag, parts, name: f'<{tag} class="{name}">' + "".join(parts) + f"</{tag}>",
            TAGS,
            st.lists(inner, max_size=4),
            st.sampled_from(["", "content", "footer", "title", "comment"]),
        ),
        max_leaves=25 * depth // 4,
    )


def characters(texts: list[str]) -> Counter[str]:
    return Counter("".join("".join(text.split()) for text in texts))


def texts_of(html: str) -> list[str]:
    """Every text node a browser would hold, scripts and styles left out."""
    tree = LexborHTMLParser(html, scripting=True)
    return [
        node.text_content or ""
        for node in tree.root.traverse(include_text=True)
        if node.tag == "-text"
        and node.parent is not None
        and node.parent.tag not in ("script", "style")
    ]


def assert_accounted(html: str, rules: ArticleRules = NO_RULES) -> None:
    reading = read_page(
        parse_flat_dom(html, is_whole=rules is not NO_RULES), "http://qx.test/1.html", rules
    )
    kept = [block.text for block in reading.blocks]
    skipped = [text for text, _ in reading.skipped]
    assert characters(kept + skipped) == characters(texts_of(html))
    assert {rule for _, rule in reading.skipped} <= RULES


@given(st.lists(markup(), max_size=6).map("".join))
def test_every_text_is_in_a_block_or_skipped(body: str) -> None:
    assert_accounted(f"<html><head><title>青溪</title></head><body>{body}</body></html>")


@pytest.mark.parametrize("layout", pages.ALL, ids=lambda layout: layout.__name__)
def test_whole_pages_are_accounted_for(layout: object) -> None:
    assert_accounted(layout())  # type: ignore[operator]


def test_overlong_text_and_dropped_elements_are_skipped_by_name() -> None:
    html = pages.whole(f"<div id='t'><p>{'很长，' * 9000}</p><p class='x'>广告，请忽略。</p></div>")
    rules = ArticleRules(body="#t", drop=(".x",), template="t")
    assert_accounted(html, rules)
    reading = read_page(
        parse_flat_dom(html, is_whole=rules is not NO_RULES), "http://qx.test/1.html", rules
    )
    assert {"too_long", "channel_rule"} <= {rule for _, rule in reading.skipped}
