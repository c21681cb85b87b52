# ruff: noqa: E501 - markup is kept as one line where a page would keep it
"""More kinds of pages, each with what stands around its article; every text is invented."""

from __future__ import annotations

from tests.transforms.clean.test_layouts import BODY, TITLE, WHEN, read, text

HEAD = f"<h1>{TITLE}</h1><div class=info>{WHEN} 来源：青溪日报</div>"


def page(body: str, *, head: str = HEAD, after: str = "") -> str:
    return f"<main><article>{head}<div class=entry>{body}</div>{after}</article></main>"


def test_a_label_without_a_name_takes_no_heading_for_one() -> None:
    aside = "<aside><section><h4>猜你喜欢</h4><ul><li><a href=/p/1>雨后的城墙</a></li></ul></section></aside>"
    got = read(page(text(*BODY, "记者：")) + aside)
    assert got["author"] == []
    got = read(page(text(), after="<table><tr><td>记者：</td><td>王小明</td></tr></table>") + aside)
    assert got["author"] == ["王小明"]
