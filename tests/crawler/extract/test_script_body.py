"""Articles that only a script holds are read as if the script had written them into the page."""

from __future__ import annotations

import json

import pytest

from crawler.extract.article_page import extract_article
from crawler.extract.script_body import with_script_body

TEXT = "".join(f"<p>第{n}期标准厂房已经封顶，设备正在陆续进场安装调试。</p>" for n in range(1, 6))


def page(data: object, shown: str = "<div>正在加载，请稍候</div>") -> str:
    script = json.dumps(data, ensure_ascii=False).replace("</", "<\\/")
    return (
        "<html><head><title>厂房封顶_江西频道_凤凰网</title>"
        f'<script>var allData = {script};\nvar adData = {{"a": 1}};</script></head>'
        f"<body>{shown}</body></html>"
    )


def document(**more: object) -> dict[str, object]:
    pieces = [{"type": "text", "data": TEXT}, {"type": "video", "data": {"guid": "1"}}]
    text = {"title": "开发区标准厂房封顶", "contentData": {"contentList": pieces}}
    return {"docData": text | more, "newsstream": [{"title": "别的", "url": "//x.cn/c/1"}]}


def test_the_article_of_a_script_is_read() -> None:
    item = extract_article(
        page(document(newsTime="2019-02-24 07:42:00")).encode(),
        channel="test",
        url="http://jx.ifeng.com/c/8vTp6otkYlK",
        fetched_at="2019-02-25T00:00:00+00:00",
    )

    assert item.drop_reason is None
    assert item.headline_raw == "开发区标准厂房封顶"
    text = "\n".join(block.text for block in item.blocks)
    assert text.count("标准厂房已经封顶") == 5
    assert "正在加载" not in text


def test_a_page_that_shows_the_article_already_stays_as_it_is() -> None:
    shown = page(document(), shown=f"<h1>开发区标准厂房封顶</h1>{TEXT}")

    assert with_script_body(shown) == shown


@pytest.mark.parametrize(
    "data",
    [
        [],
        {"docData": None},
        {"docData": {"contentData": None}},
        {"docData": {"contentData": {"contentList": "text"}}},
        {"docData": {"contentData": {"contentList": [None, {"type": "text", "data": 3}]}}},
    ],
)
def test_a_script_without_an_article_changes_nothing(data: object) -> None:
    assert with_script_body(page(data)) == page(data)


def test_a_broken_or_bottomless_script_changes_nothing() -> None:
    for script in ('{"contentList": [', '{"contentList":' + '{"a":' * 50_000):
        html = f"<script>var allData = {script}</script>"
        assert with_script_body(html) == html
