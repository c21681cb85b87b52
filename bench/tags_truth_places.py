"""Places of real texts against labels: is it the place, are all places found, do traps hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.tag_labels import Figure, Text, day_of, labels, seeds, tag_texts, texts
from transforms.tag.gazetteer import Gazetteer

if TYPE_CHECKING:
    from pathlib import Path

PRECISION, RECALL, KEPT = 0.985, 0.97, 0.97
IN_TEXT = ("reported_on", "listed", "dateline", "advert")


def places(folder: Path) -> list[Figure]:
    """Labelled mentions, texts annotated in full, traps."""
    return [*labelled(folder), *in_full(folder), traps(folder)]


def labelled(folder: Path) -> list[Figure]:
    """One mention a label: those that are right must be kept, the wrong ones gone."""
    known = texts(folder)
    rows = [row for row in labels(folder, "place_mentions_a") if (row["set"], row["id"]) in known]
    given = {row["id"]: known[row["set"], row["id"]] for row in rows}
    found = units_found(list(given.values()))
    unit = Gazetteer(seeds().regions).unit_of_code
    right = [row for row in rows if row["right"]]
    kept = [row for row in right if unit[row["region_code"]] in found[row["id"]]]
    wrong = [
        row for row in rows if not row["right"] and unit[row["region_code"]] in found[row["id"]]
    ]
    lost = [f"{r['id']} {r['region']} lost" for r in right if r not in kept]
    return [
        Figure("right labelled mentions kept", len(kept), len(right), KEPT, lost),
        Figure(
            "of labelled mentions found, right",
            len(kept),
            len(kept) + len(wrong),
            PRECISION,
            [f"{r['id']} {r['region']} is not meant" for r in wrong],
        ),
    ]


def in_full(folder: Path) -> list[Figure]:
    """Places of texts annotated in full, one per text and place; the title only helps."""
    rows = labels(folder, "full_a")
    given = [Text(r["id"], r["title"], r["text"], day_of(r["date"])) for r in rows]
    gazetteer = Gazetteer(seeds().regions)
    unit = gazetteer.unit_of_code
    found = units_found(given, is_body_only=True)
    hits, found_count, asked = 0, 0, 0
    wrong, missed = [], []
    for row in rows:
        here = found[row["id"]]
        wanted: dict[int, str] = {}
        accepted: set[int] = set()
        for place in row["places"]:
            codes = [place["region_code"], place.get("alt_code")]
            units = [unit[code] for code in codes if code in unit]
            accepted.update(units)
            if place["region_code"] in unit and not place.get("doubt") and not place.get("in_name"):
                wanted[units[0]] = place["name"]
                if any(one in here for one in units):
                    hits += 1
                    continue
                missed.append(f"{row['id']} {place['name']} {place['region_code']} missed")
        asked += len(wanted)
        found_count += len(here)
        wrong += [
            f"{row['id']} {gazetteer.regions[gazetteer.last_row[one]].region}: {name}"
            for one, name in here.items()
            if one not in accepted
        ]
    return [
        Figure(
            "full texts: of places found, right",
            found_count - len(wrong),
            found_count,
            PRECISION,
            wrong,
        ),
        Figure("full texts: places found", hits, asked, RECALL, missed),
    ]


def traps(folder: Path) -> Figure:
    """Sentences in which a name means no place."""
    rows = [row for row in labels(folder, "traps_a") if row["kind"] == "place"]
    given = [Text(str(number), row["text"], "", None) for number, row in enumerate(rows)]
    found = units_found(given)
    wrong = [
        f"{row['text']}: {', '.join(found[str(number)].values())}"
        for number, row in enumerate(rows)
        if len(found[str(number)]) != len(row["expected"])
    ]
    return Figure("traps that hold", len(rows) - len(wrong), len(rows), 1.0, wrong)


def units_found(given: list[Text], *, is_body_only: bool = False) -> dict[str, dict[int, str]]:
    """By text: each place found in it, with the name it was found by."""
    unit = Gazetteer(seeds().regions).unit_of_code
    found: dict[str, dict[int, str]] = {text.id: {} for text in given}
    bodies = {text.id: text.body for text in given}
    for row in tag_texts(given)["place_mentions"]:
        if row["role"] not in IN_TEXT:
            continue
        if not is_body_only or row["name_raw"] in bodies[row["article_id"]]:
            found[row["article_id"]].setdefault(unit[row["region_code"]], row["name_raw"])
    return found
