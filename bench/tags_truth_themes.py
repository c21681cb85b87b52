"""Themes of real texts against labels: is the term meant, is the article about it; traps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bench.aboutness_fit import (
    FAMILY,
    cases,
    cross_validated,
    fit,
    industry_titles,
    is_about,
    roots,
)
from bench.tag_labels import Figure, Text, labels, tag_texts, texts
from transforms.tag.aboutness import Features, read_model

if TYPE_CHECKING:
    from pathlib import Path

    from bench.aboutness_fit import Case, Numbers
    from bench.tag_labels import Row

SENSE, KEPT, ABOUT, INDUSTRY = 0.97, 0.97, 0.90, 0.80


def themes(folder: Path) -> list[Figure]:
    """Labelled mentions, what articles are about, full texts against their titles, traps."""
    given = cases(folder)
    chance = cross_validated(given)
    return [
        *senses(folder),
        *about(given, chance),
        *industry(folder, given, chance),
        stored(given),
        traps(folder),
    ]


def senses(folder: Path) -> list[Figure]:
    """Right mentions must be kept, wrong ones gone."""
    known = texts(folder)
    rows = [row for row in labels(folder, "theme_mentions_a") if (row["set"], row["id"]) in known]
    given = {row["id"]: known[row["set"], row["id"]] for row in rows}
    named = {(row["article_id"], row["theme"]) for row in theme_rows(list(given.values()))}
    found = [row for row in rows if (row["id"], row["theme"]) in named]
    right = [row for row in rows if row["sense_right"]]
    kept = [row for row in found if row["sense_right"]]
    lost = [told(row) for row in right if row not in kept]
    wrong = [told(row) for row in found if not row["sense_right"]]
    return [
        Figure("right labelled mentions kept", len(kept), len(right), KEPT, lost),
        Figure("of labelled mentions found, right", len(kept), len(found), SENSE, wrong),
    ]


def about(given: list[Case], chance: Numbers) -> list[Figure]:
    """Of mentions in their right sense, by fits that did not see the article."""
    threshold, truth = read_model().threshold, is_about(given)
    figures = []
    for source, name, demand in (("mention", "mentions", ABOUT), ("full", "full texts", None)):
        here = np.array([case.source == source for case in given])
        said, true = here & (chance >= threshold), here & truth
        hits = int((said & true).sum())
        wrong = [f"{case.article} {case.theme}" for case in pick(given, said & ~true)]
        missed = [f"{case.article} {case.theme}" for case in pick(given, true & ~said)]
        figures += [
            Figure(f"is_about, {name}: precision", hits, int(said.sum()), demand, wrong),
            Figure(f"is_about, {name}: recall", hits, int(true.sum()), demand, missed),
        ]
    return figures


def industry(folder: Path, given: list[Case], chance: Numbers) -> list[Figure]:
    """Articles about any theme of the family, against what their titles say; borderline left out.

    Once with the chances of fits that did not see the article, once as tagged.
    """
    threshold, root = read_model().threshold, roots()
    rows = [row for row in industry_titles(folder) if row["industry"] != "borderline"]
    known = texts(folder)
    tagged = {
        row["article_id"]
        for row in theme_rows([known[row["set"], row["id"]] for row in rows])
        if row["is_about"] and root[row["theme"]] == FAMILY
    }
    unseen = {
        case.article
        for case, one in zip(given, chance.tolist(), strict=True)
        if case.source != "full" and root[case.theme] == FAMILY and one >= threshold
    }
    return [
        f1("industry by title: F1, cross-validated", rows, unseen, INDUSTRY),
        f1("industry by title: F1, as tagged", rows, tagged, INDUSTRY),
    ]


def f1(name: str, rows: list[Row], found: set[str], demand: float) -> Figure:
    """As a share: twice the hits of all found and all true."""
    true = {row["id"] for row in rows if row["industry"] == "yes"}
    found &= {row["id"] for row in rows}
    wrong = [f"{row['id']} {row['title']}" for row in rows if row["id"] in true ^ found]
    return Figure(name, 2 * len(true & found), len(true) + len(found), demand, wrong)


def stored(given: list[Case]) -> Figure:
    """The weights in the repository against those that a fit to all labels gives today."""
    model = read_model()
    weights = fit(np.array([case.features for case in given]), is_about(given))
    pairs = zip(
        ("intercept", *Features._fields), (model.intercept, *model.weights), weights, strict=True
    )
    apart = [f"{name} = {today:.2f}" for name, kept, today in pairs if abs(kept - today) > 0.05]
    count = len(weights)
    return Figure("weights as fitted today", count - len(apart), count, 1.0, apart)


def traps(folder: Path) -> Figure:
    rows = [row for row in labels(folder, "traps_a") if row["kind"] == "theme"]
    given = [Text(str(n), row["text"], "", None) for n, row in enumerate(rows)]
    named: dict[str, list[str]] = {}
    for row in theme_rows(given):
        named.setdefault(row["article_id"], []).append(row["theme"])
    wrong = [
        f"{row['text']}: {named.get(str(n), [])}"
        for n, row in enumerate(rows)
        if row["product_says"] in named.get(str(n), [])
    ]
    return Figure("traps", len(rows) - len(wrong), len(rows), 1.0, wrong)


def theme_rows(given: list[Text]) -> list[Row]:
    return tag_texts(given)["theme_mentions"]


def told(row: Row) -> str:
    return f"{row['id']} {row['theme']} {row['terms']}: {row['quote'][:60]}"


def pick(given: list[Case], flags: np.ndarray) -> list[Case]:
    return [case for case, flag in zip(given, flags.tolist(), strict=True) if flag]
