"""How right and how complete are tags of texts that we wrote and labelled ourselves.

``python -m bench.own_quality [-v]`` tags the texts of ``bench/own_labels.jsonl`` and writes the
counts to ``warehouse/quality/own.csv``, which ``tag_quality`` shows until a reader has measured his
own. A row is one text and a theme it is about, a division, person or organisation it names, or
value and unit of an aim. The texts are few and none is real: they tell what kinds go wrong, not how
often. ``-v`` names what is wrong (+) and what is missing (-).
"""

from __future__ import annotations

import argparse
import csv
import io
import json
from datetime import date
from pathlib import Path

from bench.tag_labels import Figure, Text, tag_texts
from storage.clock import beijing_today
from storage.files import write_whole
from warehouse.quality.kinds import Kind
from warehouse.quality.measure import OWN

LABELS = Path(__file__).with_name("own_labels.jsonl")
NO_MENTIONS = ("advert", "outlet_home")
HEADINGS = ("kind", "theme", "sample", "measured_date", "hits", "tagged", "true")

Found = set[tuple[str, ...]]


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m bench.own_quality", description=(__doc__ or "").split("\n\n")[0]
    )
    parser.add_argument("-v", "--verbose", action="store_true", help="name what is wrong")
    options = parser.parse_args()
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\n")
    out.writerow(HEADINGS)
    labelled, tagged = labels(), tags()
    sample = f"{len(LABELS.read_text('utf-8').splitlines())} texts of our own"
    for kind in Kind:
        true, found = labelled[kind], tagged[kind]
        hits = len(true & found)
        out.writerow((kind, "", sample, beijing_today(), hits, len(found), len(true)))
        print(Figure(f"{kind}: precision", hits, len(found)).told())
        print(Figure(f"{kind}: recall", hits, len(true)).told())
        if options.verbose:
            for sign, rows in (("+", found - true), ("-", true - found)):
                for row in sorted(rows):
                    print(f"      {sign} {' '.join(row)}")
    write_whole(OWN, text.getvalue())


def labels() -> dict[Kind, Found]:
    """What is true, by kind: (number of the text, value …)."""
    true: dict[Kind, Found] = {kind: set() for kind in Kind}
    for number, line in enumerate(LABELS.read_text("utf-8").splitlines()):
        row = json.loads(line)
        for kind in Kind:
            for value in row[kind.value]:
                parts = value if isinstance(value, list) else [value]
                true[kind].add((str(number), *(plain(part) for part in parts)))
    return true


def tags() -> dict[Kind, Found]:
    """What the tagger says of the same texts."""
    texts = [
        Text(str(number), row["headline"], row["body"], date.fromisoformat(row["day"]))
        for number, row in enumerate(map(json.loads, LABELS.read_text("utf-8").splitlines()))
    ]
    rows = tag_texts(texts, region_code="360700")
    columns = {
        Kind.theme: ("theme_mentions", "theme"),
        Kind.place: ("place_mentions", "region"),
        Kind.person: ("person_mentions", "person"),
        Kind.organisation: ("organisation_mentions", "organisation"),
        Kind.target: ("targets", "value", "unit"),
    }
    return {
        kind: {
            (row["article_id"], *(plain(row[name]) for name in names))
            for row in rows[table]
            if row.get("role") not in NO_MENTIONS and row.get("is_about", True)
        }
        for kind, (table, *names) in columns.items()
    }


def plain(value: object) -> str:
    return f"{value:g}" if isinstance(value, float | int) else str(value)


if __name__ == "__main__":
    main()
