"""Fit the weights of aboutness to labels, and judge them on articles that the fit has not seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa

from bench.tag_labels import Row, Text, articles_of, day_of, labels, read_jsonl, seeds, texts
from transforms.tag.mentions import group
from transforms.tag.text_batch import TextBatch
from transforms.tag.theme_company import families_of
from transforms.tag.themes import ThemeTagger

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import numpy.typing as npt

    Numbers = npt.NDArray[np.float64]
    Flags = npt.NDArray[np.bool_]

RIDGE = 1.0
"""Half of it times the squared weights is added to the loss; between 0.5 and 3 the figures are
alike."""
FOLDS, SHUFFLES = 10, 8
STEPS = 40
FAMILY = "工业"


class Case(NamedTuple):
    """One article and theme with its label and features.

    ``source``: ``mention`` (a labelled mention), ``full`` (a text annotated in full) or ``title``
    (its headline is labelled: of an article that is not about industry no theme of that family is,
    of one that is about it those in the headline are).
    """

    article: str
    theme: str
    is_about: bool
    source: str
    features: tuple[float, ...]


class Featured(NamedTuple):
    """Features of a row, and whether the headline names the theme."""

    values: tuple[float, ...]
    is_in_headline: bool


def cases(folder: Path) -> list[Case]:
    """All labels that have a row; what is in doubt, or only inside a name, is left out."""
    mentions, titles = labels(folder, "theme_mentions_a"), industry_titles(folder)
    known = texts(folder)
    wanted = {(row["set"], row["id"]) for row in [*mentions, *titles]} & set(known)
    found = features(known[one] for one in sorted(wanted))
    full = labels(folder, "full_a")
    found_full = features(Text(r["id"], r["title"], r["text"], day_of(r["date"])) for r in full)
    out: dict[tuple[str, str], Case] = {}

    def add(article: str, theme: str, source: str, row: Featured, *, about: bool) -> None:
        out.setdefault((article, theme), Case(article, theme, about, source, row.values))

    for row in mentions:
        if row["sense_right"] and (values := found.get((row["id"], row["theme"]))):
            add(row["id"], row["theme"], "mention", values, about=row["about"])
    by_id = {row["id"]: {theme["theme"]: theme for theme in row["themes"]} for row in full}
    for (article, theme), values in found_full.items():
        label = by_id[article].get(theme, {})
        if not label.get("doubt") and not label.get("in_name"):
            add(article, theme, "full", values, about=bool(label.get("about")))
    verdict = {row["id"]: row["industry"] for row in titles}
    root = roots()
    for (article, theme), values in found.items():
        said = verdict.get(article)
        if root[theme] == FAMILY and (said == "no" or (said == "yes" and values.is_in_headline)):
            add(article, theme, "title", values, about=said == "yes")
    return list(out.values())


def features(given: Iterable[Text]) -> dict[tuple[str, str], Featured]:
    """Of each article and theme its features."""
    table = articles_of(given)
    tagger = ThemeTagger(seeds().themes, "")
    batch = TextBatch(table)
    mentions = tagger.mentions(batch)
    groups = group(mentions.article * len(tagger.themes) + mentions.what, mentions.start)
    counts = ~tagger.context.is_of_body(batch, mentions.end)
    named = groups.any(batch.in_headline(mentions.start, mentions.article)).tolist()
    columns = tagger.aboutness.features(batch, mentions, groups, counts)
    ids = table["article_id"].take(pa.array(groups.leading(mentions.article))).to_pylist()
    themes = [tagger.themes[number].theme for number in groups.leading(mentions.what).tolist()]
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return {
        key: Featured(values, is_named)
        for key, values, is_named in zip(zip(ids, themes, strict=True), rows, named, strict=True)
    }


def roots() -> dict[str, str]:
    """The topmost theme above each."""
    themes = seeds().themes
    found = families_of(themes)
    return {
        theme.theme: found.roots[number]
        for theme, number in zip(themes, found.of_theme.tolist(), strict=True)
    }


def industry_titles(folder: Path) -> list[Row]:
    return read_jsonl(folder / "dev" / "theme_industry.jsonl")


def fit(values: Numbers, truth: Flags) -> Numbers:
    """Intercept and weights of the logistic model, by Newton's method with a ridge."""
    design = np.column_stack([np.ones(len(values)), values])
    ridge = np.diag([0.0, *[RIDGE] * values.shape[1]])
    weights = np.zeros(design.shape[1])
    for _ in range(STEPS):
        chance = logistic(design @ weights)
        slope = design.T @ (chance - truth) + ridge @ weights
        curve = (design * (chance * (1 - chance))[:, None]).T @ design + ridge
        weights = weights - np.linalg.solve(curve, slope)
    return weights


def cross_validated(given: list[Case]) -> Numbers:
    """Chance of each case by fits that saw no case of its article; the mean of some shuffles."""
    values, truth = np.array([case.features for case in given]), is_about(given)
    articles = np.array([case.article for case in given])
    different = np.unique(articles)
    total = np.zeros(len(given))
    for shuffle in range(SHUFFLES):
        order = np.random.default_rng(shuffle).permutation(len(different))
        fold = order[np.searchsorted(different, articles)] % FOLDS
        for one in range(FOLDS):
            held = fold == one
            weights = fit(values[~held], truth[~held])
            total[held] += logistic(weights[0] + values[held] @ weights[1:])
    return total / SHUFFLES


def is_about(given: list[Case]) -> Flags:
    return np.array([case.is_about for case in given])


def logistic(values: Numbers) -> Numbers:
    found: Numbers = 1 / (1 + np.exp(-values))
    return found
