"""Raw items of newsroom articles without a crawl: JSON lines as the crawler writes them, at scale.

``line`` is what the crawler's extraction would have kept of the page (see ``crawler/items.py``);
texts of the grammar hold no quote, backslash or control character, so lines are put together
without an encoder: a million articles are to be written in under a minute per core.
"""

from __future__ import annotations

import json
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from newsroom.grammar import SINCE, UNTIL, generate
from newsroom.pages.frame import VIDEOS
from newsroom.pages.ifeng import DISCLAIMER
from newsroom.provinces import BY_CODE, JIANGXI
from storage.clock import BEIJING
from storage.files import make_private_folder, publish, write_whole
from storage.paths import ChannelPaths

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from newsroom.facts import NewsArticle
    from newsroom.provinces import Province

DAYS_PER_FILE = 7
BUFFER_BYTES = 1 << 17


def line(
    article: NewsArticle, fetched_at: str, *, noise: bool = False, province: Province = JIANGXI
) -> str:
    """One raw item as a JSON object, no newline. ``fetched_at``: UTC, ISO 8601."""
    channel = article.channel
    path, _, encoding, template = SHAPES[channel]
    suffix = suffixes(province)[channel]
    texts = [*article.paragraphs]
    credits: list[str] = []
    if article.origins:
        named = "、".join(article.origins)
        text = f"来源：{'综合' if article.is_compiled else ''}{named}"
        credits.append(f'{{"raw": "{text}", "where": "visible:head:.source"}}')
    if article.byline:
        texts.append(article.byline)
    if article.original_headline:
        texts.append(f"（原标题：{article.original_headline}）")
    if article.editors:
        text = f"[责任编辑：{article.editors[0]}]"
        texts.append(text)
        credits.append(f'{{"raw": "{text}", "where": "visible:tail:.editor"}}')
    end = f'", "tag": "p", "path": "{path}", "links": [], "in_link_chars": 0}}'
    between = end + ', {"text": "'
    blocks = f'{{"text": "{between.join(texts)}{end}'
    if noise:
        blocks += left_over(province)
    origin_url = f'"{article.origin_url}"' if article.origin_url else "null"
    return (
        f'{{"channel": "{channel}", "url": "{article.url}", "requested_url": null, '
        f'"canonical_url": "{article.url}", "canonical_hints": {{}}, "fetched_at": "{fetched_at}", '
        f'"status": 200, "encoding": "{encoding}", "title_raw": "{article.headline}{suffix}", '
        f'"headline_raw": "{article.headline}", "headlines": [{{"raw": "{article.headline}", '
        f'"where": "h1", "rule": "in_title", "strength": 0.65}}], '
        f'"section_raw": "{article.section}", '
        f'"published": [{published(article)}], "credits": [{", ".join(credits)}], '
        f'"origin_url": {origin_url}, "blocks": [{blocks}], "images": [], '
        f'"part_urls": ["{article.url}"], "list_url": null, "list_headline": null, '
        '"list_date": null, '
        f'"template": "{template}", "extractor_version": "2", "warc": [], "drop_step": null, '
        '"drop_reason": null}'
    )


def item(
    article: NewsArticle, fetched_at: str, *, noise: bool = False, province: Province = JIANGXI
) -> dict[str, Any]:
    """The same as an object."""
    made: dict[str, Any] = json.loads(line(article, fetched_at, noise=noise, province=province))
    return made


def published(article: NewsArticle) -> str:
    """The one statement of time the page makes, as finely as the channel shows it."""
    iso = article.published.isoformat()
    year, month, day = iso[:4], iso[5:7], iso[8:10]
    if article.precision == "day":
        return f'{{"raw": "{year}年{month}月{day}日", "where": "visible:head:.info"}}'
    if article.precision == "second":
        return f'{{"raw": "{iso}", "where": "jsonld:datePublished"}}'
    return f'{{"raw": "{year}年{month}月{day}日 {iso[11:16]}", "where": "visible:head:.info"}}'


def block(text: str, path: str, linked: int = 0) -> str:
    links = '["http://www.newsroom.test/"]' if linked else "[]"
    return (
        f', {{"text": "{text}", "tag": "p", "path": "{path}", "links": {links}, '
        f'"in_link_chars": {linked}}}'
    )


@lru_cache(maxsize=2)
def left_over(province: Province) -> str:
    """What a careless extraction leaves behind the article: it must be labelled and cut."""
    counties = province.city_counties
    city, county = province.city_short, counties[len(counties) // 2].short
    return (
        block("免责声明", "h4 div.zmz")
        + block(DISCLAIMER, "p div.zmz")
        + "".join(
            block(name, "h5 li", len(name)) + block(f"播放数：{plays}", "p li")
            for name, plays in VIDEOS
        )
        + block(f"{city}召开主攻工业调度会 三年再翻番有了路线图", "li div.related", 22)
        + block(f"{county}：满园扩园按下快进键", "li div.related", 12)
        + block("分享到：微信 微博", "div.share")
    )


@lru_cache(maxsize=2)
def suffixes(province: Province) -> dict[str, str]:
    """What each channel puts behind a headline in its ``<title>``."""
    return {
        name: shape[1].format(province=province.short, outlet=province.outlets[name])
        for name, shape in SHAPES.items()
    }


SHAPES = {
    # channel: path of its blocks, suffix of its <title>, encoding, template
    "sample_ifeng": ("p div#main_content", "_{province}频道_凤凰网", "utf-8", "ifeng_old"),
    "sample_enorth": ("p div#zoom", "-{outlet}", "gb18030", "enorth"),
    "sample_people": ("p div#rwb_zw", "--{province}频道--人民网", "gb18030", "people"),
    "sample_trs": ("p div.TRS_Editor", "_政务动态_{outlet}", "utf-8", "trs"),
    "sample_rss": ("p div.entry-content", " - {outlet}", "utf-8", "generic"),
    "sample_founder": ("p founder-content", "", "utf-8", "founder"),
    "sample_xinhua": ("p div#p-detail", "-新华网", "utf-8", "xinhua_old"),
    "sample_chinanews": ("p div.left_zw", "-{outlet}", "utf-8", "chinanews"),
    "sample_json": ("p div.detail-content", "", "utf-8", "generic"),
    "sample_sitemap": ("p div.article-content", " | {outlet}", "utf-8", "generic"),
    "sample_static": ("p div.text", " - {outlet}", "utf-8", "generic"),
}


class CrawlFile:
    """One crawl: the raw items of one channel and one week, its file and its ``crawls`` row."""

    def __init__(self, data: Path, channel: str, first: date, mark: str) -> None:
        self.channel, self.first = channel, first
        self.last = first + timedelta(days=DAYS_PER_FILE - 1)
        ended = datetime.combine(self.last, time(23, 59, 30), BEIJING).astimezone(UTC)
        self.ended = ended.isoformat()
        digest = blake2b(f"{channel} {first} {mark}".encode(), digest_size=3).hexdigest()
        self.crawl_id = f"{ended:%Y%m%dT%H%M%SZ}-{digest}"
        paths = ChannelPaths(data, channel)
        self.path, self.crawl = paths.items(self.crawl_id), paths.crawl(self.crawl_id)
        make_private_folder(self.path.parent)
        self.count = 0
        self.part = self.path.with_suffix(".part")
        self.file = self.part.open("wb", buffering=BUFFER_BYTES)

    def add(self, text: str) -> None:
        self.file.write(text.encode() + b"\n")
        self.count += 1

    def close(self) -> None:
        """Give the file its name, then write the row that says which days are complete."""
        self.file.close()
        publish(self.part, self.path)
        row: dict[str, Any] = {
            "crawl_id": self.crawl_id, "channel": self.channel, "started_at": self.ended,
            "finished_at": self.ended, "since_date": None, "until_date": None,
            "complete_from_date": f"{self.first}", "complete_until_date": f"{self.last}",
            "links_found": self.count, "fetched": self.count, "not_modified": 0,
            "items": self.count, "failed": 0, "errors": {}, "failed_dates": [],
            "finish_reason": "finished", "exit_code": 0, "reason": f"{self.count} articles",
        }  # fmt: skip
        write_whole(self.crawl, json.dumps(row, ensure_ascii=False) + "\n")


def write_items(
    data: Path,
    *,
    articles: int,
    seed: object = 1,
    since: date = SINCE,
    until: date = UNTIL,
    noise: bool = False,
    workers: int = 1,
    province: Province = JIANGXI,
) -> dict[str, Any]:
    """Write ``articles`` raw items below ``data``: one file per channel and week (and worker).

    Memory stays flat. ``workers`` processes write disjoint streams; their number is part of the
    seed, ``province`` where the newsroom stands. Returns {"articles", "files", "bytes"} written.
    """  # fmt: skip
    shares = [articles // workers + (n < articles % workers) for n in range(workers)]
    starts = [sum(shares[:n]) + 1 for n in range(workers)]
    seeds = [f"{seed}/{n}of{workers}" if workers > 1 else seed for n in range(workers)]
    jobs = [
        (data, share, name, start, since, until, noise, province.code)
        for share, name, start in zip(shares, seeds, starts, strict=True)
    ]
    make_private_folder(data)
    write_channels(data, province)
    if workers == 1:
        parts = [write_stream(*jobs[0])]
    else:
        with ProcessPoolExecutor(workers) as pool:
            parts = list(pool.map(write_stream, *zip(*jobs, strict=True)))
    return {name: sum(part[name] for part in parts) for name in ("articles", "files", "bytes")}


def write_stream(
    data: Path,
    wanted: int,
    seed: object,
    start: int,
    since: date,
    until: date,
    noise: bool,
    code: str,
) -> dict[str, int]:
    open_files: dict[tuple[str, int], CrawlFile] = {}
    done: list[CrawlFile] = []
    first, newest = since.toordinal(), 0
    province = BY_CODE[code]
    stream = generate(seed, wanted, since, until, first_number=start, province=province)
    for article in stream:
        week = (article.published.toordinal() - first) // DAYS_PER_FILE
        file = open_files.get((article.channel, week))
        if file is None:
            day = since + timedelta(days=week * DAYS_PER_FILE)
            file = CrawlFile(data, article.channel, day, str(start))
            open_files[article.channel, week] = file
            newest = max(newest, week)
            # Copies come up to two days late: two weeks back nothing can come any more.
            for old in [key for key in open_files if key[1] < newest - 1]:
                done.append(open_files.pop(old))
                done[-1].close()
        file.add(line(article, file.ended, noise=noise, province=province))
    for file in open_files.values():
        file.close()
        done.append(file)
    return {
        "articles": sum(file.count for file in done),
        "files": len(done),
        "bytes": sum(file.path.stat().st_size for file in done),
    }


def write_channels(data: Path, province: Province = JIANGXI) -> None:
    rows = [
        {"channel": one.name, "title": one.title, "region_code": one.region_code,
         "platform": "sample", "is_sample": True, "entry_points": []}
        for one in province.channels
    ]  # fmt: skip
    path = data / "raw" / "channels.jsonl"
    make_private_folder(path.parent)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")


def items(articles: int, seed: object = 1, *, noise: bool = False) -> Iterator[dict[str, Any]]:
    """Stream items as objects, for benches that want no files."""
    for article in generate(seed, articles):
        yield item(article, f"{article.published.date()}T16:00:00+00:00", noise=noise)
