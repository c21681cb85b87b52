"""Scores of one lake against the newsroom's truth; each names what was wrong."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from newsroom import truth

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    import pyarrow as pa

    from newsroom.facts import NewsArticle
    from newsroom.provinces import Province

SLOGAN = "三年再翻番"
"""A theme that states an aim itself: as a target it is neither right nor wrong here."""


@dataclass(slots=True)
class Score:
    name: str
    right: int
    total: int
    demand: float | None = None
    examples: list[str] = field(default_factory=list)

    @property
    def value(self) -> float:
        return self.right / self.total if self.total else 1.0

    @property
    def is_met(self) -> bool:
        return self.demand is None or self.value >= self.demand


def precision_and_recall(
    name: str, found: Counter[Any], true: Counter[Any], demand: float | None
) -> Iterator[Score]:
    right = (found & true).total()
    extra, missed = list((found - true).elements()), list((true - found).elements())
    yield Score(f"{name}: precision", right, found.total(), demand, [f"extra {e}" for e in extra])
    yield Score(f"{name}: recall", right, true.total(), demand, [f"missed {m}" for m in missed])


def judge_tags(
    present: list[NewsArticle], lake: dict[str, pa.Table], province: Province
) -> Iterator[Score]:
    articles = {truth.article_id(*truth.key(one)): one for one in present}
    yield from judge_themes(articles, rows(lake, "theme_mentions", articles))
    yield from judge_about(articles, rows(lake, "theme_mentions", articles), province)
    yield from judge_places(articles, rows(lake, "place_mentions", articles), province)
    yield from judge_targets(articles, rows(lake, "targets", articles))
    yield from judge_people(articles, rows(lake, "person_mentions", articles))
    yield from judge_organisations(articles, rows(lake, "organisation_mentions", articles))


def rows(
    lake: dict[str, pa.Table], table: str, articles: dict[str, NewsArticle]
) -> list[dict[str, Any]]:
    return [row for row in lake[table].to_pylist() if row["article_id"] in articles]


def judge_themes(
    articles: dict[str, NewsArticle], found: Iterable[dict[str, Any]]
) -> Iterator[Score]:
    true = {(key, theme): n for key, one in articles.items() for theme, n in one.themes.items()}
    got = {
        (row["article_id"], row["theme"]): row["mention_count"]
        for row in found
        if row["theme"] in truth.LABELS
    }
    yield from precision_and_recall(
        "themes, by document", Counter(set(got)), Counter(set(true)), 0.99
    )
    both = [key for key in true if key in got]
    wrong = [f"{key}: {got[key]} instead of {true[key]}" for key in both if got[key] != true[key]]
    yield Score("themes: mention counts equal", len(both) - len(wrong), len(both), None, wrong)


def judge_about(
    articles: dict[str, NewsArticle], found: Iterable[dict[str, Any]], province: Province
) -> Iterator[Score]:
    """What the newsroom knows of it: a theme in the headline is what the article is about.

    Of a feature on something else that names a theme in one sentence of its body it is known that
    the theme is not its subject; whether a paragraph of a few sentences makes it one is not.
    """
    about = {(row["article_id"], row["theme"]): row["is_about"] for row in found}
    headline, passing = [], []
    for one in truth.theme_mentions(province=province):
        key = (truth.article_id(*one.key), one.theme)
        if key not in about:
            continue
        if one.is_in_headline:
            headline.append(key)
        elif articles[key[0]].kind == "feature" and one.mention_count == 1 and not one.is_in_lead:
            passing.append(key)
    missed = [f"{key} is only named" for key in headline if not about[key]]
    yield Score(
        "themes of headlines are what it is about",
        len(headline) - len(missed), len(headline), 1.0, missed,
    )  # fmt: skip
    wrong = [f"{key} is about it" for key in passing if about[key]]
    yield Score(
        "themes named in passing are not", len(passing) - len(wrong), len(passing), None, wrong
    )


def judge_places(
    articles: dict[str, NewsArticle], found: Iterable[dict[str, Any]], province: Province
) -> Iterator[Score]:
    """Counties of the newsroom's province; those named by the way are neither right nor wrong."""
    got: dict[str, set[tuple[str, str]]] = {"reported_on": set(), "listed": set()}
    for row in found:
        code = row["region_code"]
        if row["role"] in got and code[:2] == province.code[:2] and not code.endswith("00"):
            got[row["role"]].add((row["article_id"], code))
    reported = {(key, code) for key, one in articles.items() for code in one.reported_on}
    by_the_way = {(key, code) for key, one in articles.items() for code in one.mentioned}
    name = "counties reported on"
    fair = got["reported_on"] - by_the_way
    yield from precision_and_recall(name, Counter(fair), Counter(reported), 0.97)
    traps = [key for key, one in articles.items() if "homonym" in one.traps]
    fooled = [f"{key} {code}" for key, code in fair - reported if key in set(traps)]
    yield Score("homonym traps not fallen into", len(traps) - len(fooled), len(traps), 0.97, fooled)
    listed = {(key, code) for key, one in articles.items() for code in one.listed}
    only = got["listed"] - reported
    yield from precision_and_recall("counties only listed", Counter(only), Counter(listed), None)


def judge_targets(
    articles: dict[str, NewsArticle], found: Iterable[dict[str, Any]]
) -> Iterator[Score]:
    """Value, unit, normalised value, subject and deadline must all be right."""
    keys = ("value", "unit", "normalised_value", "normalised_unit", "subject", "deadline")
    got = Counter(
        (row["article_id"], *(row[key] for key in keys))
        for row in found
        if not (row["theme"] == SLOGAN and row["unit"] == "倍")
    )
    true = Counter(
        (article_id, *(getattr(aim, key) for key in keys))
        for article_id, one in articles.items()
        for aim in one.targets
    )
    yield from precision_and_recall("targets", got, true, 0.95)


def judge_people(
    articles: dict[str, NewsArticle], found: Iterable[dict[str, Any]]
) -> Iterator[Score]:
    """Speech acts of the people whose acts are known, with themes that have truth."""
    acts: dict[str, set[tuple[str, str | None, str | None]]] = {}
    for row in found:
        if row["speech_act"]:
            theme = row["theme"] if row["theme"] in truth.LABELS else None
            acts.setdefault(row["article_id"], set()).add((row["person"], row["speech_act"], theme))
    got: Counter[Any] = Counter()
    true: Counter[Any] = Counter()
    for key, one in articles.items():
        if one.reprint is not None and one.reprint.is_traditional:
            continue
        known = {(act.person, act.verb, act.theme) for act in one.speech_acts if act.verb}
        people = {person for person, _, _ in known}
        said = {act for act in acts.get(key, set()) if act[0] in people}
        themed = {act[:2] for act in said if act[2]}
        said = {act for act in said if act[2] or act[:2] not in themed}
        got.update((key, *act) for act in said)
        true.update((key, *act) for act in known)
    yield from precision_and_recall("speech acts", got, true, None)


def judge_organisations(
    articles: dict[str, NewsArticle], found: Iterable[dict[str, Any]]
) -> Iterator[Score]:
    got = Counter(
        {
            (r["article_id"], r["organisation"], r["region_code"], r["is_listed"])
            for r in found
            if r["kind"] == "company"
        }
    )
    true = Counter(
        {
            (key, company.name, company.region_code, company.is_listed)
            for key, one in articles.items()
            for company in one.organisations
        }
    )
    yield from precision_and_recall("companies, repaired, with county", got, true, None)


def judge_coverage(
    true: list[truth.ChannelDay], found: dict[tuple[str, date], str]
) -> Iterator[Score]:
    wrong = [
        f"{day.channel} {day.day}: {found.get((day.channel, day.day))} instead of {day.state}"
        for day in true
        if found.get((day.channel, day.day)) != day.state
    ]
    states = ", ".join(f"{n} {state}" for state, n in Counter(d.state for d in true).items())
    print(f"channel-days: {states}")
    yield Score("coverage state by channel-day", len(true) - len(wrong), len(true), 1.0, wrong)


def judge_stories(true: list[truth.StoryTruth], lake: dict[str, pa.Table]) -> Iterator[Score]:
    """First movers, among the stories whose members are those of the truth."""
    story_of = dict(
        zip(
            *(lake["articles"][name].to_pylist() for name in ("article_id", "story_id")),
            strict=True,
        )
    )
    members: dict[str, set[str]] = {}
    for article, story in story_of.items():
        members.setdefault(story, set()).add(article)
    first = {row["story_id"]: row["first_article_id"] for row in lake["stories"].to_pylist()}
    same, wrong = 0, []
    several = 0
    for story in true:
        ids = {truth.article_id(*key) for key in story.members} & set(story_of)
        if len(ids) < 2 or len(ids) < len(story.members):
            continue
        several += 1
        found = {story_of[one] for one in ids}
        if len(found) != 1 or members[next(iter(found))] != ids:
            continue
        same += 1
        expected = truth.article_id(*story.first) if story.first else None
        got = first.get(next(iter(found)))
        if got != expected:
            wrong.append(f"{story.story}: {got} instead of {expected}")
    yield Score("stories of several articles, same members", same, several)
    yield Score("first mover, or none if times overlap", same - len(wrong), same, 1.0, wrong)


def judge_lags(true: list[truth.Edge], lake: dict[str, pa.Table]) -> Iterator[Score]:
    """Lag intervals of the edges whose source is known and was found."""
    known = set(lake["articles"]["article_id"].to_pylist())
    copies = {truth.article_id(*edge.child) for edge in true}
    accused = {row["child_id"] for row in lake["reprints"].to_pylist()} - copies
    originals = known - copies
    yield Score(
        "originals not taken for copies",
        len(originals - accused),
        len(originals),
        None,
        [f"{row['child_id']}: {row['method']} {row['parent_outlet']} {row['evidence']}"
         for row in lake["reprints"].to_pylist() if row["child_id"] in accused],
    )  # fmt: skip
    found = {
        (row["child_id"], row["parent_id"]): row
        for row in lake["reprints"].to_pylist()
        if row["parent_id"]
    }
    edges = [
        (truth.article_id(*edge.child), truth.article_id(*edge.parent), edge)
        for edge in true
        if edge.parent is not None
    ]
    edges = [(child, parent, edge) for child, parent, edge in edges if {child, parent} <= known]
    traced = [
        (edge, found[child, parent]) for child, parent, edge in edges if (child, parent) in found
    ]
    wrong = [
        f"{edge.child[1]}: {row['lag_min_seconds']}…{row['lag_max_seconds']} instead of"
        f" {edge.lag_min_seconds}…{edge.lag_max_seconds}"
        for edge, row in traced
        if (row["lag_min_seconds"], row["lag_max_seconds"])
        != (edge.lag_min_seconds, edge.lag_max_seconds)
    ]
    yield Score("reprints traced to their source", len(traced), len(edges))
    yield Score("lag intervals", len(traced) - len(wrong), len(traced), 1.0, wrong)
