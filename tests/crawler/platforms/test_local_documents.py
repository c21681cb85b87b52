"""Documents on disk: each one becomes an item, the broken ones with their reason."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from bench.hostile.crawls import Crawl
from tests.crawler.platforms.crawling import scrapy

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENT = """---
title: 全市工业调度会召开_江西频道
date: 2019-02-24- 07:42
---
导语一句。
<!-- more -->
记者从会上获悉，今年一季度开工项目三十个。

会议要求，各地加快标准厂房建设。
"""


def test_every_document_is_one_item_and_a_broken_one_says_why(tmp_path: Path) -> None:
    folder, data = tmp_path / "documents", tmp_path / "data"
    (folder / "二月").mkdir(parents=True)
    (folder / "二月" / "a b.txt").write_text(DOCUMENT, encoding="utf-8")
    (folder / "gbk.txt").write_bytes(DOCUMENT.encode("gb18030"))
    (folder / "no-front-matter.txt").write_text("只有一行。", encoding="utf-8")
    (folder / "empty.txt").touch()
    (folder / ".hidden").write_text(DOCUMENT, encoding="utf-8")
    os.truncate(make(folder / "huge.txt"), 9 * 1024 * 1024)

    run = scrapy("crawl", "saved_documents", "-a", f"path={folder}", COVERAGE_DATA=str(data))

    done = Crawl(run.returncode, run.stdout + run.stderr, data, "saved_documents")
    assert done.exit_code == 0, done.output
    items = {item["url"]: item for item in done.items()}
    assert len(items) == len(done.items()) == 5
    reasons = {url: item["drop_reason"] for url, item in items.items()}
    assert reasons["saved:%E4%BA%8C%E6%9C%88/a%20b.txt"] is None
    assert reasons["saved:gbk.txt"] is None
    assert reasons["saved:huge.txt"] == "too_large"
    assert reasons["saved:no-front-matter.txt"]
    assert reasons["saved:empty.txt"]
    good = items["saved:gbk.txt"]
    assert good["published"][0]["raw"] == "2019-02-24- 07:42"
    assert "三十个" in "".join(block["text"] for block in good["blocks"])


def make(path: Path) -> Path:
    path.touch()
    return path
