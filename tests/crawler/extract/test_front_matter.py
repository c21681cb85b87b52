"""Saved documents: front matter, excerpt, a line a block; a broken one says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crawler.extract.front_matter import extract_document

if TYPE_CHECKING:
    from crawler.items import Article

DOCUMENT = """---
title: 青溪召开工业发展大会_江城频道
author: keeper
date: 2019-02-24- 07:42
tags:
---
2015年9月
<!-- more -->

<img src="http://p0.qx.test/a_w1080_h600.jpg" />
<img src="http://p0.qx.test/b_w16_h16.png" />
2月23日上午，青溪县召开工业发展大会，总结三年来的经验。
来源：综合青溪日报、记者王小明/文，记者李青/图
"""


def saved(text: str | bytes) -> Article:
    data = text.encode() if isinstance(text, str) else text
    return extract_document(
        data,
        channel="saved_documents",
        url="file:///d/1.txt",
        fetched_at="2019-03-01T00:00:00+00:00",
    )


def test_a_document_gives_its_fields_as_printed() -> None:
    item = saved(DOCUMENT)

    assert item.drop_reason is None
    assert item.headline_raw == "青溪召开工业发展大会_江城频道"
    assert [(s.raw, s.where) for s in item.published] == [("2019-02-24- 07:42", "front_matter")]
    assert [(s.raw, s.where) for s in item.credits] == [("keeper", "front_matter:author")]
    assert [(b.text[:8], b.path) for b in item.blocks] == [
        ("2015年9月"[:8], "excerpt"),
        ("2月23日上午，", ""),
        ("来源：综合青溪日", ""),
    ]
    assert [(i.width, i.height) for i in item.images] == [(1080, 600), (16, 16)]
    assert item.template == "front_matter"


def test_windows_line_ends_and_gb18030_are_read() -> None:
    item = saved(DOCUMENT.replace("\n", "\r\n").encode("gb18030"))
    assert item.encoding == "gb18030"
    assert len(item.blocks) == 3


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("没有front matter的文字。", "no_front_matter"),
        ("---\ntitle: 只有开头", "no_front_matter"),
        ("---\nauthor: x\n---\n正文一行，没有标题。", "no_headline"),
        ("---\ntitle: 只有标题\n---\n", "no_article_text"),
        ("---\ntitle: 只有摘要\n---\n2015年9月\n<!-- more -->\n", "no_article_text"),
        (b"PK\x03\x04" + b"\0" * 50, "binary"),
    ],
)
def test_a_broken_document_says_why(text: str | bytes, reason: str) -> None:
    item = saved(text)
    assert (item.drop_step, item.drop_reason) == ("extract", reason)
