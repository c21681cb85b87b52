"""Exact scores of extracted pages against truth written by hand.

A page's score is a dict of metric → 0 … 1; a metric is absent where the truth states nothing for
it. Definitions: ``title`` equal after NFKC without white space; ``day``, ``min`` of the publication
time in Beijing; ``source``, ``author``, ``editor`` the very value, the very set of names, scored
also where the truth has none (then nothing may be given); ``invented`` something was given that no
accepted value holds; ``body_f1`` over character bigrams; ``clean`` no unwanted snippet in the body;
``refused`` a page without an article gives none. Lists: precision, recall, dates of entries.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import Any

Score = dict[str, float]
Row = dict[str, Any]
METRICS = (
    "title", "day", "min", "source", "author", "editor", "invented", "body_f1", "must", "clean",
    "refused", "list_p", "list_r", "list_date",
)  # fmt: skip
PEOPLE = ("author", "editor")


def squeeze(text: str | None) -> str:
    return "".join(unicodedata.normalize("NFKC", text or "").split())


def score_page(row: Row, found: Row) -> Score:
    """``row`` of a manifest, ``found`` what ``python -m transforms article`` printed for it."""
    if row["kind"] == "refusal":
        return {"refused": float(bool(found.get("drop_reason")))}
    if row["kind"] == "list":
        return _score_list(row["truth"]["items"], found.get("items") or [])
    truth, other = row["truth"], row.get("alt") or {}
    body = squeeze(found.get("body"))
    score = {
        "title": _equal(found.get("headline"), [truth["title"], *other.get("title", [])]),
        **_score_time(truth, other, found.get("publish_time") or ""),
        **_score_credits(truth, other, found),
        "body_f1": f1(body, squeeze(truth["body"])),
    }
    if wanted := truth.get("body_must"):
        score["must"] = sum(squeeze(text) in body for text in wanted) / len(wanted)
    if unwanted := truth.get("body_must_not"):
        kept = sum(squeeze(text) in body for text in unwanted)
        score["clean"] = 1 - kept / len(unwanted) if body else 0.0
    return score


def _equal(value: str | None, accepted: list[str]) -> float:
    return float(squeeze(value) in {squeeze(text) for text in accepted})


def _score_time(truth: Row, other: Row, found: str) -> Score:
    accepted = [time for time in (truth["publish_time"], *other.get("publish_time", [])) if time]
    if not accepted:
        return {"day": float(not found)}
    score = {"day": float(found[:10] in {time[:10] for time in accepted})}
    if truth["precision"] != "day":
        score["min"] = float(found[:16] in {time[:16] for time in accepted})
    return score


def _score_credits(truth: Row, other: Row, found: Row) -> Score:
    accepted = [squeeze(v) for v in (truth.get("source"), *other.get("source", []))]
    given = squeeze(found.get("source"))
    score = {"source": float(given in accepted)}
    invented = bool(given) and not any(v and (given in v or v in given) for v in accepted)
    for role in PEOPLE:
        sets = [_names(names) for names in (truth.get(role), *other.get(role, []))]
        names = _names(found.get(role))
        score[role] = float(names in sets)
        invented |= bool(names - set().union(*sets))
    return score | {"invented": float(invented)}


def _names(value: Any) -> set[str]:
    names = value if isinstance(value, list) else [value]
    return {squeeze(name) for name in names if name}


def f1(found: str, true: str) -> float:
    """Of the bigrams of two squeezed texts, counted as often as they occur."""
    one, two = _bigrams(found), _bigrams(true)
    shared = sum((one & two).values())
    return 2 * shared / (sum(one.values()) + sum(two.values())) if shared else 0.0


def _bigrams(text: str) -> Counter[str]:
    return Counter(text[i : i + 2] for i in range(len(text) - 1))


def _score_list(true: list[Row], found: list[Row]) -> Score:
    wanted = {entry["href"]: entry for entry in true}
    given = {entry.get("href"): entry for entry in found}
    both = wanted.keys() & given.keys()
    score = {"list_p": len(both) / max(1, len(given)), "list_r": len(both) / max(1, len(wanted))}
    dated = [href for href, entry in wanted.items() if entry.get("date")]
    if dated:
        right = sum(
            (given.get(h, {}).get("date") or "")[:10] == wanted[h]["date"][:10] for h in dated
        )
        score["list_date"] = right / len(dated)
    return score


def mean(scores: list[Score]) -> Score:
    """Of every metric over the pages that have it."""
    return {
        name: sum(values) / len(values)
        for name in METRICS
        if (values := [score[name] for score in scores if name in score])
    }
