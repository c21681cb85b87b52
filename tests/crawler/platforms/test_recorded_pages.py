"""Every recorded page must still give the item recorded beside it (see ``scrapy record``)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader

from crawler.extract.article_page import extract_article
from crawler.items import to_line

PAGES = Path(__file__).parents[2] / "pages"
RECORDED = sorted(PAGES.glob("*/*.html"))
CHANNELS = SpiderLoader(Settings({"SPIDER_MODULES": ["crawler.spiders"]}))
READ = ("url", "canonical_url", "encoding", "template", "title_raw", "headline_raw", "origin_url")


@pytest.mark.parametrize("page", RECORDED, ids=lambda page: f"{page.parent.name}/{page.stem}")
def test_a_recorded_page_gives_its_recorded_item(page: Path) -> None:
    recorded = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
    spider = CHANNELS.load(page.parent.name)()

    item = extract_article(
        page.read_bytes(),
        channel=spider.name,
        url=recorded["url"],
        requested_url=recorded["requested_url"],
        fetched_at=recorded["fetched_at"],
        rules=spider.rules_for(recorded["url"]),
    )

    again = f"if it is better now: scrapy record {page} --channel {spider.name} --url {item.url}"
    assert of_the_page(to_line(item)) == of_the_page(recorded), again
    assert "\ufffd" not in json.dumps(recorded, ensure_ascii=False)


def of_the_page(item: dict[str, Any]) -> dict[str, Any]:
    """What a reader sees; how dates and credits are quoted is the business of the extraction."""
    return {name: item[name] for name in READ} | {
        "text": [block["text"] for block in item["blocks"]],
        "images": [image["url"] for image in item["images"]],
    }
