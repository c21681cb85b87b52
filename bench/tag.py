"""Theme tagging and re-tagging at scale, beside other ways to search many terms in one run.

``python -m bench.tag [--articles 1000000]``. First: articles of 800 characters a second of one core
(CPU time) with 1,000 and 50,000 terms; the project's rate is for finished ``theme_mentions`` rows
(counts, offsets, quotes), the peers' for finding the strings alone. Then: ``python -m transforms
retag`` on a lake of a million untagged articles, from Parquet to the published Parquet files of all
five tag tables, with its seconds and the peak memory (PSS) of all its processes.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any

import daachorse
import pyarrow as pa

from bench.memory import PeakMemory
from bench.peers import require
from bench.retag_lake import write_lake
from newsroom import vocabulary
from newsroom.channels import BY_NAME
from newsroom.grammar import generate
from newsroom.sentences import Writer
from transforms.clean.normalize import search_text
from transforms.lake.snapshot import Lake
from transforms.tag import TABLES, seeds
from transforms.tag.lists import ListLines
from transforms.tag.original_text import OriginalText
from transforms.tag.people_spans import People
from transforms.tag.read_themes import FIELDS, Theme
from transforms.tag.tagger import Tagger
from transforms.tag.text_batch import TextBatch
from transforms.tag.themes import ThemeTagger

if TYPE_CHECKING:
    from collections.abc import Callable

CHARACTERS = 800
SAMPLE = 8_192
BATCH = 2_048
BASE = 20_000
"""Articles of which the lake holds copies."""
PLANTED = 25
"""Terms taken from the texts as they are."""
DEMANDS = {1_000: 50_000, 50_000: 20_000}
PLACES_DEMAND = 25_000
RETAG_SECONDS = 120


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench.tag", description=(__doc__ or "").split("\n\n")[0]
    )
    parser.add_argument("--articles", type=int, default=1_000_000, help="articles to tag again")
    parser.add_argument("--workers", type=int, default=min(2, os.cpu_count() or 1))
    options = parser.parse_args()
    require("ahocorasick-rs")
    articles = make_articles(0, SAMPLE)
    for term_count in (1_000, 50_000):
        compare(articles, term_count)
    places(articles)
    retag(options.articles, options.workers)


def make_articles(seed: int, count: int) -> pa.Table:
    """Newsroom articles filled up, or cut, to 800 characters."""
    writer = Writer(f"bench-{seed}")
    rows: dict[str, list[Any]] = {
        name: []
        for name in
        ("article_id", "headline", "body", "search_text", "published_date", "region_code")
    }  # fmt: skip
    for number, article in enumerate(generate(f"bench-{seed}", count)):
        paragraphs = list(article.paragraphs)
        length = len(article.headline) + sum(map(len, paragraphs)) + len(paragraphs)
        while length < CHARACTERS:
            paragraphs.append(writer.paragraph(writer.pick(vocabulary.TOPICS), 3))
            length += len(paragraphs[-1]) + 1
        body = "\n".join(paragraphs)[: CHARACTERS - len(article.headline) - 1]
        rows["article_id"].append(f"{seed:06x}{number:010x}")
        rows["headline"].append(article.headline)
        rows["body"].append(body)
        rows["search_text"].append(search_text(f"{article.headline}\n{body}"))
        rows["published_date"].append(article.published.date())
        rows["region_code"].append(BY_NAME[article.channel].region_code)
    rows["published_date"] = pa.array(rows["published_date"], pa.date32())
    return pa.table(rows)


def make_terms(articles: pa.Table, count: int) -> list[str]:
    """``count`` strings of 4 to 8 characters: some from the texts, most near misses of such.

    A lexicon grows by rare names, not by common words: mentions stay at a few an article.
    """
    choose = random.Random(count)
    texts = articles["search_text"].to_pylist()
    found: dict[str, None] = {}
    while len(found) < count:
        text = choose.choice(texts)
        size = choose.choice((4, 4, 4, 5, 6, 8))
        start = choose.randrange(len(text) - size)
        term = text[start : start + size]
        if len(found) >= PLANTED:
            for place in choose.sample(range(1, size), 2):
                term = term[:place] + choose.choice(choose.choice(texts)) + term[place + 1 :]
        if re.fullmatch(r"[\u4e00-\u9fff]+", term):
            found[term] = None
    return list(found)


def compare(articles: pa.Table, term_count: int) -> None:
    import ahocorasick_rs

    terms = make_terms(articles, term_count)
    texts = [TextBatch(articles.slice(start, BATCH)).text for start in range(0, SAMPLE, BATCH)]
    tagger = ThemeTagger(as_themes(terms), "0" * 16)
    mentions = sum(table.num_rows for table in tag_themes(tagger, articles))
    small = texts[0][: CHARACTERS * 64]

    daa = daachorse.CharwiseDoubleArrayAhoCorasick(terms, daachorse.MATCH_KIND_LEFTMOST_LONGEST)
    rust = ahocorasick_rs.AhoCorasick(
        terms, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest, store_patterns=False
    )
    pattern = re.compile("|".join(sorted(terms, key=len, reverse=True)))
    rates = {
        "project: theme_mentions rows": rate(lambda: tag_themes(tagger, articles), SAMPLE),
        "daachorse: matches only": rate(lambda: [daa.find(text) for text in texts], SAMPLE),
        "ahocorasick-rs: matches only": rate(
            lambda: [rust.find_matches_as_indexes(text) for text in texts], SAMPLE
        ),
        "Python in: first match only": rate(lambda: [t in small for t in terms], 64),
    }
    if term_count <= 1_000:
        rates["Python re alternation"] = rate(lambda: list(pattern.finditer(small)), 64)
    demand = DEMANDS[term_count]
    print(
        f"\n{term_count:,} terms, {CHARACTERS} characters an article,"
        f" {mentions / SAMPLE:.2f} rows an article; demand ≥ {demand:,}/s a core"
    )
    project = next(iter(rates.values()))
    for name, value in rates.items():
        print(f"  {name:<32}{value:>12,.0f} articles/s{value / project:>9.2f} ×", flush=True)


def as_themes(terms: list[str]) -> list[Theme]:
    """Twenty terms a theme, as an analyst's lexicon has them."""
    return [
        Theme(
            theme=f"theme{start}",
            label_en="",
            parent=None,
            valid_from=date(2000, 1, 1),
            valid_to=None,
            terms=tuple(terms[start : start + 20]),
            exclude=(),
            unless=(),
            together=(),
            fields=FIELDS,
            patterns=(),
        )
        for start in range(0, len(terms), 20)
    ]


def tag_themes(tagger: ThemeTagger, articles: pa.Table) -> list[pa.Table]:
    tables = []
    for start in range(0, articles.num_rows, BATCH):
        texts = TextBatch(articles.slice(start, BATCH))
        tables.append(tagger.tag(texts, tagger.mentions(texts), OriginalText(texts)))
    return tables


def places(articles: pa.Table) -> None:
    """Finished ``place_mentions`` rows with the gazetteer of all China; people are found before."""
    tagger = Tagger(seeds.load())
    found = []
    for start in range(0, SAMPLE, BATCH):
        texts = TextBatch(articles.slice(start, BATCH))
        lists = ListLines(texts, None)
        names = tagger.organisations.names(texts, lists)
        found.append((texts, lists, names, People(texts, tagger.people.sightings(texts))))

    def tag_places() -> None:
        for texts, lists, names, people in found:
            mentions = tagger.places.mentions(texts, names, people)
            tagger.places.tag(texts, mentions, lists, OriginalText(texts))

    print(
        f"\n{len(tagger.places.gazetteer.regions):,} regions: place_mentions rows"
        f" {rate(tag_places, SAMPLE):,.0f} articles/s; demand ≥ {PLACES_DEMAND:,}/s a core",
        flush=True,
    )


def rate(run: Callable[[], object], count: int, times: int = 3) -> float:
    """Articles a second of CPU time, the best of a few runs."""
    best = float("inf")
    for _ in range(times):
        start = process_time()
        run()
        best = min(best, process_time() - start)
    return count / best


def retag(count: int, workers: int) -> None:
    """The command itself, in a process of its own, on a lake of untagged articles."""
    copies = max(1, round(count / BASE))
    with tempfile.TemporaryDirectory(prefix="bench-tag-") as name:
        data = Path(name)
        start = perf_counter()
        total = write_lake(data, min(count, BASE), copies, workers)
        print(f"\na lake of {total:,} articles made in {perf_counter() - start:.0f} s", flush=True)
        command = [sys.executable, "-m", "transforms", "retag", "--workers", str(workers)]
        environment = {**os.environ, "COVERAGE_DATA": str(data)}
        start, spent = perf_counter(), processor_seconds()
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as child:
            with PeakMemory(child.pid) as memory:
                said = child.communicate()[0]
            if child.returncode:
                sys.exit(f"bench.tag: the retag failed (exit {child.returncode})")
        seconds = perf_counter() - start
        demand = RETAG_SECONDS * total / 1_000_000
        print(
            f"re-tagged {total:,} articles, Parquet in, Parquet out, {workers} processes:"
            f" {seconds:.1f} s ({total / seconds:,.0f}/s; demand ≤ {demand:.0f} s),"
            f" {processor_seconds() - spent:.1f} s of processor time,"
            f" peak {memory.peak / 2**30:.2f} GB"
        )
        print(said, end="", flush=True)
        show_rows(data)


def processor_seconds() -> float:
    """Of all processes started so far that have ended, with theirs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def show_rows(data: Path) -> None:
    lake = Lake(data)
    snapshot = lake.current()
    assert snapshot is not None
    print("  " + ", ".join(f"{table} {snapshot.counts[table]:,}" for table in TABLES))


if __name__ == "__main__":
    main()
