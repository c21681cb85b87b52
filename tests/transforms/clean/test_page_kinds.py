# ruff: noqa: E501 - markup is kept as one line where a page would keep it
"""More kinds of pages, each with what stands around its article; every text is invented."""

from __future__ import annotations

import pytest

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


@pytest.mark.parametrize(
    "line",
    [
        "市民扫码即可关注公众号预约参观，不需要另外下载客户端。",
        "读者可以关注“青溪图书”公众号，查询座位和借书期限。",
        "法院认为，版权归原作者所有，被告应当停止侵权并赔偿两万元。",
        "编辑：这本书为什么写了十年？作者说，因为一直在改。",
        "老人不会下载客户端，窗口的年轻人就手把手地教。",
    ],
)
def test_sentences_that_speak_to_nobody_are_the_article_s(line: str) -> None:
    assert read(page(text(*BODY, line)))["body"].endswith(line)


@pytest.mark.parametrize(
    "line",
    [
        "扫一扫，关注青溪发布微信公众号。",
        "关注“青溪发布”公众号，了解更多消息。",
        "版权归原作者所有，如有侵权请联系删除。",
        "点赞 35　收藏 12　在看 8",
        "评论(3) 转发(12) 赞(1.2万)",
        "你对这篇文章的感受：高兴 0 感动 3 难过 0",
        "点击收听本文语音播报",
        "喜欢就点个“在看”吧",
        "编辑：李青",
    ],
)
def test_lines_that_speak_to_the_reader_are_not(line: str) -> None:
    assert read(page(text(*BODY, line)))["body"] == "\n".join(BODY)


@pytest.mark.parametrize(
    "heading",
    [
        f"<i>视频</i> {TITLE}",
        f"{TITLE}<small>——来自青溪的调查</small>",
        f"<span>原创</span>{TITLE}",
    ],
)
def test_a_heading_with_a_mark_beside_the_headline_is_no_paragraph(heading: str) -> None:
    got = read(page(text(), head=f"<h1>{heading}</h1><div class=info>{WHEN}</div>"))
    assert got["body"] == "\n".join(BODY)


@pytest.mark.parametrize(
    "lines",
    [
        ("春耕开始了。", "村里请来了农机手，三天翻完八百亩地。"),
        ("春天从河堤上走来", "带着泥土的味道", "老牛在田埂上等", "等一场雨", "母亲把种子", "一粒一粒数进瓦罐"),
    ],
    ids=["notice", "poem"],
)  # fmt: skip
def test_a_line_of_date_and_origin_outweighs_no_short_text(lines: tuple[str, ...]) -> None:
    row = "<tr><td align=center>{}</td></tr>"
    table = "".join(
        map(row.format, (f"<b>{TITLE}</b>", f"{WHEN}　来源：青溪日报", "<br>".join(lines)))
    )
    got = read(f"<table>{table}</table>")
    assert got["body"].split("\n") == list(lines)
    assert got["source"] == "青溪日报"
