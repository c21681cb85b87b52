"""Theme tagging and re-tagging at scale, beside other ways to search many terms in one run.

``python -m bench.tag [--articles 1000000]``. First: articles of 800 characters a second of one core
(CPU time) with 1,000 and 50,000 terms; the project's rate is for finished ``theme_mentions`` rows
(counts, offsets, quotes), the peers' for finding the strings alone. Then: Parquet in, all five tag
tables as Parquet out, on as many processes as asked for.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import tempfile
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from itertools import repeat
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any

import ahocorasick_rs
import daachorse
import pyarrow as pa
import pyarrow.parquet as pq

from tests.newsroom import vocabulary
from tests.newsroom.channels import BY_NAME
from tests.newsroom.grammar import generate
from tests.newsroom.sentences import Writer
from transforms.clean.normalize import search_text
from transforms.lake import write_parquet
from transforms.tag import TABLES, tag
from transforms.tag.read_themes import FIELDS, Theme
from transforms.tag.seeds import load
from transforms.tag.texts import Texts
from transforms.tag.themes import ThemeTagger

if TYPE_CHECKING:
    from collections.abc import Callable

CHARACTERS = 800
SAMPLE = 8_192
BATCH = 2_048
FILE_ROWS = 25_000
PLANTED = 25
"""Terms taken from the texts as they are."""
DEMANDS = {1_000: 50_000, 50_000: 20_000}
RETAG_SECONDS = 120


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench.tag", description=(__doc__ or "").split("\n\n")[0]
    )
    parser.add_argument("--articles", type=int, default=1_000_000, help="articles to tag again")
    parser.add_argument("--workers", type=int, default=min(2, os.cpu_count() or 1))
    options = parser.parse_args()
    articles = make_articles(0, SAMPLE)
    for term_count in (1_000, 50_000):
        compare(articles, term_count)
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
    terms = make_terms(articles, term_count)
    texts = [Texts(articles.slice(start, BATCH)).text for start in range(0, SAMPLE, BATCH)]
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
        texts = Texts(articles.slice(start, BATCH))
        tables.append(tagger.tag(texts, tagger.mentions(texts)))
    return tables


def rate(run: Callable[[], object], count: int, times: int = 3) -> float:
    """Articles a second of CPU time, the best of a few runs."""
    best = float("inf")
    for _ in range(times):
        start = process_time()
        run()
        best = min(best, process_time() - start)
    return count / best


def retag(count: int, workers: int) -> None:
    with tempfile.TemporaryDirectory(prefix="bench-tag-") as name:
        folder = Path(name)
        sizes = [min(FILE_ROWS, count - start) for start in range(0, count, FILE_ROWS)]
        print(f"\nwriting {count:,} articles as Parquet …", flush=True)
        with ProcessPoolExecutor(workers) as pool:
            list(pool.map(write_file, repeat(folder), range(1, len(sizes) + 1), sizes))
            start = perf_counter()
            rows = list(pool.map(tag_file, repeat(folder), range(1, len(sizes) + 1)))
            seconds = perf_counter() - start
        totals = {table: sum(one[table] for one in rows) for table in TABLES}
        processor = sum(one["processor"] for one in rows)
        demand = RETAG_SECONDS * count / 1_000_000
        print(
            f"re-tagged {count:,} articles, Parquet in, Parquet out, {workers} processes:"
            f" {seconds:.1f} s ({count / seconds:,.0f}/s; demand ≤ {demand:.0f} s),"
            f" {processor:.1f} s of processor time"
        )
        print("  " + ", ".join(f"{table} {total:,}" for table, total in totals.items()))


def write_file(folder: Path, number: int, count: int) -> None:
    write_parquet(folder / "articles" / f"{number}.parquet", make_articles(number, count))


def tag_file(folder: Path, number: int) -> dict[str, float]:
    start = process_time()
    tables = tag(pq.read_table(folder / "articles" / f"{number}.parquet"), load())
    for name, table in tables.items():
        write_parquet(folder / name / f"{number}.parquet", table)
    rows = {name: table.num_rows for name, table in tables.items()}
    return {**rows, "processor": process_time() - start}


if __name__ == "__main__":
    main()
