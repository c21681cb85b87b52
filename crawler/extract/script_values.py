"""Values that scripts of a page state as literals: times, source, editor, address of the origin."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import re2

from crawler.extract.script_strings import unescape

if TYPE_CHECKING:
    from collections.abc import Iterator

SCRIPT_VALUES: tuple[tuple[str, str, str, re.Pattern[str]], ...] = tuple(
    # WeChat prints neither time nor account in the served HTML; both are script variables.
    # A literal start lets a megabyte of script be searched in a millisecond.
    (role, name, key, re.compile(pattern))
    for role, name, key, pattern in (
        ("published", "ct", "ct", r"ct\s?=\s?[\"'](\d{10})[\"']"),
        (
            "published",
            "createTime",
            "createTime",
            r"createTime\s*=\s*[\"'](\d{4}-\d\d-\d\d \d\d:\d\d)[\"']",
        ),
        (
            "source",
            "nickname",
            "nickname",
            r"nickname\s*=\s*(?:htmlDecode\()?[\"']([^\"'<>]{1,60})[\"']",
        ),
        ("published", "newsTime", "newsTime", r"newsTime[\"']\s*:\s*[\"']([^\"']{8,30})[\"']"),
        (
            "published",
            "publishTime",
            "pub",
            r"pub(?:lish_?[tT]ime|[tT]ime|lish_?[dD]ate)[\"']?\s*[:=]\s*[\"']?"
            r"(\d{4}-\d\d?-\d\d?[ T]\d\d:\d\d(?::\d\d)?|\d{10}(?:\d{3})?)\b",
        ),
        ("source", "source", '"source"', r"\"source\"\s*:\s*\"([^\"<>]{2,40})\""),
        ("source", "mediaName", "media", r"media_?[nN]ame[\"']\s*:\s*[\"']([^\"'<>]{2,40})[\"']"),
        ("editor", "editorName", "editorName", r"editorName[\"']\s*:\s*[\"']([^\"'<>]{2,40})[\"']"),
        (
            "origin_url",
            "sourceUrl",
            "sourceUrl",
            r"sourceUrl[\"']\s*:\s*[\"'](https?:[^\"'<>\s]{8,300})[\"']",
        ),
    )
)
# One pass for all keys: most large scripts of a page hold data or code, and none of them.
ANY_VALUE = re2.compile(
    r"ct\s?=|createTime|nickname|newsTime|pub|\"source\"|media_?[nN]ame|editorName|sourceUrl"
)
LARGE_SCRIPT = 8_000


def script_values(text: str) -> Iterator[tuple[str, str, str]]:
    """(role, name, value) of each value found; roles: published, source, editor, origin_url."""
    if len(text) > LARGE_SCRIPT and ANY_VALUE.search(text) is None:
        return
    for role, name, key, pattern in SCRIPT_VALUES:
        if key not in text or (found := pattern.search(text)) is None:
            continue
        if value := unescape(found.group(1)).strip():
            yield role, name, value
