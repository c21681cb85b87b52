"""Targets of real texts against labels: is it an aim, are all aims found, is each read whole."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from bench.tag_labels import Figure, Row, Text, day_of, labels, seeds, tag_texts, texts
from transforms.clean.normalize import search_text
from transforms.tag.gazetteer import Gazetteer

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

PRECISION, RECALL, WHOLE, KEPT = 0.93, 0.80, 0.80, 0.95
AIMS = ("aim", "revised")


def targets(folder: Path) -> list[Figure]:
    """Texts annotated in full, labelled readings."""
    return [*in_full(folder), *labelled(folder)]


def in_full(folder: Path) -> list[Figure]:
    """Aims of texts annotated in full. What is in doubt is neither asked for nor wrong."""
    rows = labels(folder, "full_a")
    found = aims_of([Text(r["id"], r["title"], r["text"], day_of(r["date"])) for r in rows])
    count = asked = hits = 0
    wrong, missed, partly = [], [], []
    for row in rows:
        here = [aim for aim in found[row["id"]] if aim["field"] == "body"]
        left = list(here)
        for label in row["targets"]:
            match = next((aim for aim in here if is_same(aim, label)), None)
            is_aim = label["status"] == "aim"
            if match is not None and (is_aim or label.get("doubt")):
                left = [aim for aim in left if not says_again(aim, match, label)]
            if not is_aim or label.get("doubt"):
                continue
            asked += 1
            hits += match is not None
            if match is None:
                missed.append(f"{row['id']} {label['quote']} missed")
            elif fault := fault_of(match, label, row):
                partly.append(f"{row['id']} {label['quote']}: {fault}")
        count += len(here)
        wrong += [f"{row['id']} {told(aim)} in {aim['quote']}" for aim in left]
    return [
        Figure("full texts: of aims found, right", count - len(wrong), count, PRECISION, wrong),
        Figure("full texts: aims found", hits, asked, RECALL, missed),
        Figure("full texts: of aims found, wholly right", hits - len(partly), hits, WHOLE, partly),
    ]


def is_same(aim: Row, label: Row) -> bool:
    start: int = label["offset"]
    is_here = start <= aim["field_offset"] < start + len(label["quote"])
    return is_here and aim["value"] == label["value"]


def says_again(aim: Row, match: Row, label: Row) -> bool:
    """Whether it is the matched aim, or a repetition of one that the label knows is repeated."""
    is_value = (aim["value"], aim["unit"]) == (match["value"], match["unit"])
    return aim is match or (is_value and bool(label.get("repeats")))


def fault_of(aim: Row, label: Row, row: Row) -> str | None:
    """What of an aim is read otherwise than labelled; None if nothing is."""
    if (aim["unit"], aim["value_max"]) != (label["unit"], label["value_max"]):
        return told(aim)
    if not is_subject(aim["subject"], label["subject"]):
        return f"counts {aim['subject']}, not {label['subject']}"
    if year_of(aim["deadline_date"]) != (label["deadline"] or "")[:4]:
        return f"due {aim['deadline_date']}, not {label['deadline']}"
    codes = {place["name"]: place["region_code"] for place in row["places"]}
    codes |= {place.get("full_name"): place["region_code"] for place in row["places"]}
    unit = Gazetteer(seeds().regions).unit_of_code
    wanted = next((c for n, c in codes.items() if n and label["place"].startswith(n)), None)
    if wanted in unit and unit.get(aim["region_code"]) != unit[wanted]:
        return f"for {aim['region_code']}, not {label['place']}"
    return None


def is_subject(found: str | None, label: str | None) -> bool:
    """Same words, apart from what one says more fully: 全市碧道, 碧道."""
    one, other = plain(found), plain(label)
    shorter, longer = sorted((one, other), key=len)
    return one == other or (len(shorter) >= 2 and shorter in longer)


def plain(words: str | None) -> str:
    return re.sub(r"[\s“”\"()（）、,，任务目标的]", "", search_text(words or ""))


def year_of(day: date | None) -> str:
    return str(day.year) if day else ""


def told(aim: Row) -> str:
    most = "" if aim["value_max"] is None else f"–{aim['value_max']}"
    return f"{aim['subject']} {aim['value']}{most}{aim['unit']} by {aim['deadline']}"


def labelled(folder: Path) -> list[Figure]:
    """One reading a label: those that are aims must be kept, the wrong ones gone.

    Where the text is not at hand, its sentence stands for it.
    """
    rows = labels(folder, "target_mentions_a")
    known, given = texts(folder), {}
    for number, row in enumerate(rows):
        text = known.get((row["set"], row["id"]))
        name = row["id"] if text else f"{row['id']} {number}"
        given[name] = text or Text(name, "", row["quote"], written_on(row))
        row["text"] = name
    found = aims_of(list(given.values()))
    kept, lost, wrong, misread = 0, [], [], []
    for row in rows:
        same = [aim for aim in found[row["text"]] if is_reading(aim, row)]
        name = f"{row['id']} {row['subject']} {row['value']}{row['unit']} by {row['deadline']}"
        if not row["is_target"]:
            wrong += [f"{name} is none: {row['quote']}"] if same else []
            continue
        kept += bool(same)
        if not same:
            lost.append(f"{name} lost: {row['quote']}")
        elif is_misread(same, row):
            misread.append(f"{name}: {'; '.join(map(told, same))}")
    aims = kept + len(lost)
    return [
        Figure("right labelled mentions kept", kept, aims, KEPT, lost),
        Figure("of labelled mentions found, right", kept, kept + len(wrong), PRECISION, wrong),
        Figure("of those, not misread", kept - len(misread), kept, WHOLE, misread),
    ]


def written_on(row: Row) -> date | None:
    """The day that id or address tell: …/2019-02/19/…, …2026-…."""
    full = re.search(r"(20\d\d)-(\d\d)/(\d\d)", row["set"])
    year = re.search(r"(20\d\d)-", row["id"])
    return day_of("-".join(full.groups()) if full else f"{year[1]}-02-01" if year else None)


def is_reading(aim: Row, row: Row) -> bool:
    # The quoted sentence was normalised, and cut where it is long.
    quote = search_text(row["quote"]).rstrip("。;")
    is_here = quote[:12] in search_text(aim["quote"]) or search_text(aim["quote"])[:-1] in quote
    is_value = row["value"] in (aim["value"], aim["value_max"])
    return is_here and is_value and aim["unit"] == row["unit"]


def is_misread(found: list[Row], row: Row) -> bool:
    """Whether a right reading is no longer read so, or a wrong one still is."""
    if row["wholly_right"]:
        return not any(
            is_subject(aim["subject"], row["subject"])
            and (row["deadline"] is None or aim["deadline"] is not None)
            for aim in found
        )
    same = ("subject", "deadline", "value")
    return any(
        all(aim[key] == row[key] for key in same) and aim["value_max"] is None for aim in found
    )


def aims_of(given: list[Text]) -> dict[str, list[dict[str, Any]]]:
    """By text: what it aims at."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in tag_texts(given)["targets"]:
        if row.get("status", "aim") in AIMS:
            found[row["article_id"]].append({"value_max": None, **row})
    return found
