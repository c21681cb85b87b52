"""Coverage-guided fuzzing of charset, extraction and cleaning.

``python -m bench.fuzz [--seconds 60]``:
atheris mutates bytes towards code not yet seen. A crash, a hang of ten seconds or a broken promise
(a text lost, rows that do not add up, a normalisation that is not final) ends the run with exit
code 1 and leaves the input in ``crash-*``.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(
    include=["crawler.extract", "archive.charset", "transforms.clean", "dates"]
):
    from archive.charset import decode
    from crawler.extract.article_page import extract_article
    from crawler.extract.front_matter import extract_document
    from crawler.extract.listing import extract_list
    from crawler.extract.parts import part_links
    from crawler.items import to_line
    from dates.reader import read_date
    from transforms.clean import clean_lines
    from transforms.clean.normalize import match_text, search_text

from bench.pages import article_page

URL = "http://qingxi.test/2019/0224/1.html"
FETCHED = "2019-03-01T00:00:00+00:00"
MAX_INPUT = 20_000


def one_input(data: bytes) -> None:
    """Everything the product does with bytes it does not trust."""
    item = extract_article(data, channel="fuzz", url=URL, fetched_at=FETCHED)
    assert item.drop_reason != "extractor_failed", "the extraction raised"
    saved = extract_document(data, channel="fuzz", url=URL, fetched_at=FETCHED)
    extract_list(data, url=URL)
    part_links(data, URL)
    lines = [("raw/items/channel=fuzz/f.jsonl", n, to_line(i)) for n, i in enumerate((item, saved))]
    cleaned = clean_lines(lines, regions={})
    assert cleaned.articles.num_rows + cleaned.dropped.num_rows == 2, "a row was lost"
    text = decode(data).text[:500]
    for kernel in (search_text, match_text):
        once = kernel(text)
        assert kernel(once) == once, f"{kernel.__name__} is not final"
    read_date(text[:80])


def seed_inputs(folder: Path) -> None:
    """Where mutation starts: pages of our own, whole and cut, in two charsets, and a document."""
    page = article_page(8_000, seed=1)
    front = "---\ntitle: 青溪\ndate: 2019-02-24- 07:42\n---\n"
    document = f"{front}摘要\n<!-- more -->\n<img src='a.jpg'>\n正文，一段。\n"
    for number, data in enumerate(
        (page.encode(), page.encode("gb18030"), page.encode()[:3000], document.encode(), b"<p>")
    ):
        (folder / str(number)).write_bytes(data)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=60)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        seed_inputs(Path(folder))
        flags = [f"-max_total_time={options.seconds}", f"-max_len={MAX_INPUT}", "-timeout=10"]
        print(
            json.dumps({"fuzzing": "bytes → items → rows", "seconds": options.seconds}), flush=True
        )
        atheris.Setup([sys.argv[0], *flags, "-print_final_stats=1", folder], one_input)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
