# ruff: noqa: ARG001, ARG005 - every tool takes the bytes and the text of a page
"""The tools that bench.extract compares, each as its documentation shows."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

Tool = Callable[[bytes, str], "dict[str, Any]"]
FETCHED = "2026-01-01T00:00:00+00:00"


def project() -> Tool:
    """Bytes to clean article: charset, one parse, extraction, cleaning, the text as JSON."""
    from crawler.extract.article_page import extract_article
    from crawler.items import to_line
    from transforms.clean.article import as_output

    def tool(body: bytes, text: str) -> dict[str, Any]:
        item = extract_article(body, channel="b", url="http://b.test/1.html", fetched_at=FETCHED)
        return as_output(json.dumps(to_line(item), ensure_ascii=False))

    return tool


def project_extract() -> Tool:
    from crawler.extract.article_page import extract_article

    def tool(body: bytes, text: str) -> dict[str, Any]:
        extract_article(body, channel="b", url="http://b.test/1.html", fetched_at=FETCHED)
        return {}

    return tool


def trafilatura(**options: Any) -> Tool:
    from trafilatura import extract

    return lambda body, text: {"body": extract(text, **options)}


def gne() -> Tool:
    from gne import GeneralNewsExtractor

    extractor = GeneralNewsExtractor()

    def tool(body: bytes, text: str) -> dict[str, Any]:
        try:
            found = extractor.extract(text)
        except Exception:  # it raises on pages it cannot read; that is an empty answer
            return {"body": ""}
        return {
            "body": found["content"], "headline": found["title"],
            "publish_time": found["publish_time"], "author": found["author"],
        }  # fmt: skip

    return tool


def readability() -> Tool:
    from lxml.html import fromstring
    from readability import Document

    def tool(body: bytes, text: str) -> dict[str, Any]:
        document = Document(text)
        summary = document.summary()
        plain = "\n".join(t.strip() for t in fromstring(summary).itertext() if t.strip())
        return {"body": plain, "headline": document.short_title()}

    return tool


def resiliparse() -> Tool:
    from resiliparse.extract.html2text import extract_plain_text

    return lambda body, text: {"body": extract_plain_text(text, main_content=True)}


def lexbor_floor() -> Tool:
    from selectolax.lexbor import LexborHTMLParser

    def tool(body: bytes, text: str) -> dict[str, Any]:
        LexborHTMLParser(text)
        return {}

    return tool


def lxml_floor() -> Tool:
    from lxml.html import HTMLParser, document_fromstring

    def tool(body: bytes, text: str) -> dict[str, Any]:
        document_fromstring(
            text.encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8", huge_tree=True)
        )
        return {}

    return tool


TOOLS: dict[str, Callable[[], Tool]] = {
    "trafilatura": trafilatura,
    "trafilatura fast": lambda: trafilatura(fast=True),
    "trafilatura + metadata": lambda: trafilatura(with_metadata=True),
    "gne": gne,
    "readability-lxml": readability,
    "resiliparse": resiliparse,
    "parse only: lxml": lxml_floor,
    "parse only: lexbor": lexbor_floor,
    "project: extract": project_extract,
    "project: clean article": project,
}
