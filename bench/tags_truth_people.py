"""People and organisations of real texts against labels: found, right, and in the right post."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bench.tag_labels import Figure, Text, day_of, labels, tag_texts, texts
from transforms.clean.bylines import read_bylines
from transforms.clean.credits import read_credit_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PRECISION, RECALL, KEPT, POST = 0.95, 0.80, 0.95, 0.95
ORGANISATION_PRECISION, ORGANISATION_RECALL = 0.90, 0.60
NEITHER = ("doubt", "in_name", "in_post", "surname_only", "alias")
"""Flags of labels that are neither asked for nor wrong."""
Names = dict[str, str | None]
Finder = "Callable[[list[Text]], dict[str, Names]]"
CREDITS = ("reporter", "correspondent", "photographer", "editor")


def people(folder: Path) -> list[Figure]:
    """Texts annotated in full (bylines that are read as credits count), labelled mentions."""
    return [*full_people(folder, find_people), *labelled_people(folder), named_people(folder)]


def organisations(folder: Path) -> list[Figure]:
    """Texts annotated in full, labelled company names."""
    return [*full_organisations(folder, find_organisations), *labelled_organisations(folder)]


def find_people(given: list[Text]) -> dict[str, Names]:
    """By text: people and their posts. Those of credits have none."""
    found: dict[str, Names] = {text.id: dict.fromkeys(credited(text.body)) for text in given}
    for row in tag_texts(given)["person_mentions"]:
        found[row["article_id"]][row["person"]] = row["post"]
    return found


def credited(body: str) -> list[str]:
    lines = [line for line in body.split("\n") if line.strip()]
    said = [one for line in lines for one in read_credit_line(line)]
    said += [one for _, one in read_bylines(lines)]
    return [one.value for one in said if one.field in CREDITS]


def find_organisations(given: list[Text]) -> dict[str, Names]:
    found: dict[str, Names] = {text.id: {} for text in given}
    for row in tag_texts(given)["organisation_mentions"]:
        found[row["article_id"]][plain(row["organisation"])] = row.get("kind")
    return found


def plain(name: str) -> str:
    """A name without the differences that print makes: （中国） or (中国)."""
    return name.replace("（", "(").replace("）", ")").replace(" ", "")


def in_full(folder: Path) -> tuple[list[dict[str, Any]], list[Text]]:
    rows = labels(folder, "full_a")
    return rows, [Text(r["id"], r["title"], r["text"], day_of(r["date"])) for r in rows]


def full_people(folder: Path, find: Callable[[list[Text]], dict[str, Names]]) -> list[Figure]:
    rows, given = in_full(folder)
    found = find(given)
    right = count = asked = hits = stated = 0
    wrong, missed, posts = [], [], []
    for row in rows:
        here = {
            name: post
            for name, post in found[row["id"]].items()
            if plain(name) in plain(row["text"])
        }
        known = {label["name"]: label for label in row["persons"]}
        count += len(here)
        right += sum(name in known for name in here)
        wrong += [f"{row['id']} {name} is no person" for name in here if name not in known]
        for name, label in known.items():
            if any(label.get(flag) for flag in NEITHER):
                continue
            asked += 1
            hits += name in here
            if name not in here:
                missed.append(f"{row['id']} {name} ({label['post']}) missed")
            elif label["post"] and "记者" not in label["post"] and label["post"] != "通讯员":
                stated += 1
                if (here[name] or "") not in (label["post"], *label.get("post_alt", ())):
                    posts.append(f"{row['id']} {name}: {here[name]}, not {label['post']}")
    return [
        Figure("full texts: of people found, right", right, count, PRECISION, wrong),
        Figure("full texts: people found", hits, asked, RECALL, missed),
        Figure("full texts: post right where stated", stated - len(posts), stated, POST, posts),
    ]


def recall_texts(folder: Path) -> dict[str, Text]:
    rows = labels(folder, "person_recall_a")
    return {
        r["id"]: Text(r["id"], *headline_and_body(r["text"]), None) for r in rows if "text" in r
    }


def headline_and_body(text: str) -> tuple[str, str]:
    headline, _, body = text.partition("\n")
    return headline, body


def labelled_people(folder: Path) -> list[Figure]:
    """One mention a label: those that are right must be kept, the wrong ones gone."""
    known, others = texts(folder), recall_texts(folder)
    rows, given = [], {}
    for row in labels(folder, "person_mentions_a"):
        text = known.get((row["set"], row["id"])) or others.get(row["id"])
        if text is not None:
            rows.append(row)
            given[row["id"]] = text
    found = find_people(list(given.values()))
    return kept_and_wrong(rows, found, "person")


def kept_and_wrong(
    rows: list[dict[str, Any]], found: dict[str, Names], column: str
) -> list[Figure]:
    right = [row for row in rows if row["right"]]
    kept = [row for row in right if plain(row[column]) in found[row["id"]]]
    wrong = [row for row in rows if not row["right"] and plain(row[column]) in found[row["id"]]]
    lost = [f"{r['id']} {r[column]} lost" for r in right if r not in kept]
    precision = PRECISION if column == "person" else ORGANISATION_PRECISION
    return [
        Figure("right labelled mentions kept", len(kept), len(right), KEPT, lost),
        Figure(
            "of labelled mentions found, right",
            len(kept),
            len(kept) + len(wrong),
            precision,
            [f"{r['id']} {r[column]} is none" for r in wrong],
        ),
    ]


def named_people(folder: Path) -> Figure:
    """Texts of which everybody named is known."""
    known, others = texts(folder), recall_texts(folder)
    rows, given = [], {}
    for row in labels(folder, "person_recall_a"):
        text = known.get((row["set"], row["id"])) or others.get(row["id"])
        if text is not None:
            rows.append(row)
            given[row["id"]] = text
    found = find_people(list(given.values()))
    asked = hits = 0
    missed = []
    for row in rows:
        for name in row["persons_named"]:
            asked += 1
            hits += name in found[row["id"]]
            if name not in found[row["id"]]:
                missed.append(f"{row['id']} {name} missed")
    return Figure("texts with names listed: people found", hits, asked, RECALL, missed)


def full_organisations(
    folder: Path, find: Callable[[list[Text]], dict[str, Names]]
) -> list[Figure]:
    rows, given = in_full(folder)
    found = find(given)
    right = count = asked = hits = 0
    wrong, missed = [], []
    for row in rows:
        text = plain(row["text"])
        here = {name for name in found[row["id"]] if name in text}
        known = {plain(label["name"]): label for label in row["organisations"]}
        count += len(here)
        right += sum(name in known for name in here)
        wrong += [f"{row['id']} {name} is none" for name in here if name not in known]
        for name, label in known.items():
            if any(label.get(flag) for flag in NEITHER):
                continue
            asked += 1
            hits += name in here
            if name not in here:
                missed.append(f"{row['id']} {name} ({label['kind']}) missed")
    return [
        Figure(
            "full texts: of organisations found, right", right, count, ORGANISATION_PRECISION, wrong
        ),
        Figure("full texts: organisations found", hits, asked, ORGANISATION_RECALL, missed),
    ]


def labelled_organisations(folder: Path) -> list[Figure]:
    known, others = texts(folder), recall_texts(folder)
    rows, given = [], {}
    for row in labels(folder, "organisation_mentions_a"):
        text = known.get((row["set"], row["id"])) or others.get(row["id"])
        if text is not None:
            rows.append(row)
            given[row["id"]] = text
    return kept_and_wrong(rows, find_organisations(list(given.values())), "name_raw")
