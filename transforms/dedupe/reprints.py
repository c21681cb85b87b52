"""Last stage: who copied whom. One edge from each copy to its source, with the evidence for it.

Evidence, strongest first: a declared link to the source article; a declared name (来源, 转自 …);
the dateline of another outlet; and, where the page names nobody, （原标题：…） equal to another's
headline, or text that stands in an article that was surely published earlier, or that another
outlet signs as its own. The strongest evidence that leads to an article makes the edge; if none
does, the strongest names the outlet alone. What a page declares is kept even where the times speak
against it (``is_contradicted``). An article that credits its own outlet is no copy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa

from transforms.dedupe.alphabet import fold_text
from transforms.dedupe.outlet_names import OutletNames
from transforms.dedupe.reprint_tables import Edge, as_table, rows_of_links, values_of
from transforms.dedupe.times import UNKNOWN, Intervals
from transforms.lake.schema import REPRINTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transforms.dedupe.neighbours import Neighbour, Neighbours

CONFIDENCE = {
    "declared_link": (0.99, 0.90),
    "declared_name": (0.95, 0.70),
    "dateline": (0.90, 0.65),
    "original_headline": (0.85, 0.50),
    "containment": (0.75, 0.50),
}
"""With the source article's text found in the copy; and without."""
CONTRADICTED = 0.5
"""Factor on the confidence of a source that is later than its copy."""
ORDER_OPEN = 0.8
"""Factor where the times overlap and only the credits tell who copied."""
NAMED_CONTAINMENT = 0.5
"""Share of text in common from which a credited channel's article is taken as the source."""
READ = (
    "channel", "origin", "origins", "origin_url", "original_headline", "dateline_raw",
    "dateline_outlet",
)  # fmt: skip
EDGES_AT_ONCE = 50_000


class Source(NamedTuple):
    method: str
    row: int | None
    outlet: str
    evidence: str
    containment: float | None


class Reprints(NamedTuple):
    table: pa.Table
    """REPRINTS, sorted by child."""
    pairs: list[tuple[int, int]]
    """(row of the copy, row of the source) of the edges that lead to an article."""


def find_reprints(
    articles: pa.Table, outlets: pa.Table | None, neighbours: Neighbours, published: Intervals
) -> Reprints:
    """``articles`` in order of arrival; columns it lacks are taken as null."""
    finder = _Finder(articles, OutletNames(outlets), neighbours, published)
    edges: list[Edge] = []
    tables = [REPRINTS.empty_table()]
    pairs = []
    for child in range(articles.num_rows):
        source = finder.source_of(child)
        if source is None:
            continue
        edges.append(finder.edge(child, source))
        if source.row is not None:
            pairs.append((child, source.row))
        if len(edges) == EDGES_AT_ONCE:
            tables.append(as_table(edges, articles["article_id"]))
            edges = []
    tables.append(as_table(edges, articles["article_id"]))
    ordered = pa.concat_tables(tables).sort_by([("child_id", "ascending"), ("method", "ascending")])
    return Reprints(ordered, pairs)


class _Finder:
    def __init__(
        self, articles: pa.Table, names: OutletNames, neighbours: Neighbours, published: Intervals
    ) -> None:
        self.columns = {name: values_of(articles, name) for name in READ}
        self.headlines = articles["headline"]
        self.linked = rows_of_links(articles)
        self.names, self.neighbours = names, neighbours
        self.start, self.end = published.start.tolist(), published.end.tolist()

    def source_of(self, child: int) -> Source | None:
        credited = list(self._credits(child))
        if not credited and self._signs_itself(child):
            return None
        found = (self._article_of(child, credit) for credit in credited)
        source = next((source for source in found if source.row is not None), None)
        if source is None and credited:
            return credited[0]
        return source or self._by_original_headline(child) or self._by_containment(child)

    def _credits(self, child: int) -> Iterator[Source]:
        """What the page declares about others, strongest first; rows not looked up yet."""
        channel = self._get("channel", child)
        link, origin = self._get("origin_url", child), self._get("origin", child)
        target = self.linked.get(child)
        if link and target != child and not (origin and self.names.is_own(origin, channel)):
            yield Source("declared_link", target, origin or "", f"origin_url {link[:300]}", None)
        for name in self._get("origins", child) or ([origin] if origin else []):
            if self.names.is_a_name(name) and not self.names.is_own(name, channel):
                yield Source("declared_name", None, name[:80], f"来源：{name[:80]}", None)
        name = self._get("dateline_outlet", child)
        if self.names.is_outlet(name) and not self.names.is_own(name, channel):
            raw = (self._get("dateline_raw", child) or name)[:120]
            yield Source("dateline", None, name[:80], raw, None)

    def _signs_itself(self, child: int) -> bool:
        channel = self._get("channel", child)
        named = [*(self._get("origins", child) or ()), self._get("origin", child)]
        named.append(self._get("dateline_outlet", child))
        return any(name and self.names.is_own(name, channel) for name in named)

    def _says_ours(self, row: int, child: int) -> bool:
        """本报讯 in this text, and not in that of the child."""
        ours, theirs = self._get("dateline_raw", row), self._get("dateline_raw", child)
        return self.names.is_self_dateline(ours) and not self.names.is_self_dateline(theirs)

    def _article_of(self, child: int, credit: Source) -> Source:
        """The credit with the article it speaks of, if we have it."""
        if credit.row is not None:
            inside = [one.inside for one in self.neighbours.of(child) if one.row == credit.row]
            outlet = credit.outlet or self.names.of_channel(self._get("channel", credit.row))
            return credit._replace(outlet=outlet, containment=inside[0] if inside else None)
        channel = self.names.find(credit.outlet).channel
        if channel is None or channel == self._get("channel", child):
            return credit
        near = [
            one
            for one in self.neighbours.of(child)
            if self._get("channel", one.row) == channel
            and (one.is_text_shared or one.containment >= NAMED_CONTAINMENT)
        ]
        if near:
            best = max(near, key=lambda one: self._preference(child, one))
            return credit._replace(row=best.row, containment=best.inside)
        mates = self.neighbours.story_mates(child, channel)
        return credit._replace(row=mates[0]) if mates else credit

    def _by_original_headline(self, child: int) -> Source | None:
        wanted = fold_text(self._get("original_headline", child))
        if len(wanted) < 4 or self._signs_itself(child):
            return None
        near = [
            one
            for one in self._elsewhere(child)
            if fold_text(self.headlines[one.row].as_py()) == wanted
            and not self._surely_before(child, one.row)
        ]
        if not near:
            return None
        best = max(near, key=lambda one: self._preference(child, one))
        evidence = f"原标题：{self._get('original_headline', child)[:120]}"
        return self._uncredited("original_headline", best, evidence)

    def _by_containment(self, child: int) -> Source | None:
        near = [
            one
            for one in self._elsewhere(child)
            if one.is_text_shared
            and (
                self._surely_before(one.row, child)
                or (
                    not self._surely_before(child, one.row)
                    and (self._signs_itself(one.row) or self._says_ours(one.row, child))
                )
            )
        ]
        if not near:
            return None
        best = max(near, key=lambda one: self._preference(child, one))
        best = self._source_behind(child, best)
        return self._uncredited("containment", best, f"containment {best.containment:.3f}")

    def _source_behind(self, child: int, copy: Neighbour) -> Neighbour:
        """Where the article found credits another of ours with the same text: that one."""
        credits = (self._article_of(copy.row, credit).row for credit in self._credits(copy.row))
        rows = {row for row in credits if row is not None and not self._surely_before(child, row)}
        behind = [one for one in self._elsewhere(child) if one.row in rows and one.is_text_shared]
        return behind[0] if behind else copy

    def _uncredited(self, method: str, source: Neighbour, evidence: str) -> Source:
        outlet = self.names.of_channel(self._get("channel", source.row))
        return Source(method, source.row, outlet, evidence, source.inside)

    def _elsewhere(self, child: int) -> list[Neighbour]:
        channel = self._get("channel", child)
        near = self.neighbours.of(child)
        return [one for one in near if self._get("channel", one.row) != channel]

    def _preference(self, child: int, one: Neighbour) -> tuple[object, ...]:
        """Signs it as its own, not later, credits nobody else, most text, earliest, lowest id."""
        return (
            self._signs_itself(one.row) or self._says_ours(one.row, child),
            not self._surely_before(child, one.row),
            next(self._credits(one.row), None) is None,
            one.is_text_shared,
            round(one.inside, 2),
            -self.start[one.row] if self.start[one.row] != UNKNOWN else 0,
            -one.row,
        )

    def _surely_before(self, first: int, second: int) -> bool:
        known = self.start[first] != UNKNOWN and self.start[second] != UNKNOWN
        return bool(known and self.end[first] < self.start[second])

    def _get(self, column: str, row: int) -> Any:
        return self.columns[column][row]

    def edge(self, child: int, source: Source) -> Edge:
        """A row of REPRINTS, with rows for ids."""
        with_text, without = CONFIDENCE[source.method]
        confidence = with_text if (source.containment or 0) >= NAMED_CONTAINMENT else without
        lag_min = lag_max = None
        is_contradicted = False
        parent = source.row
        if parent is not None and UNKNOWN not in (self.start[child], self.start[parent]):
            lag_min = self.start[child] - self.end[parent]
            lag_max = self.end[child] - self.start[parent]
            is_contradicted = self._surely_before(child, parent)
            if is_contradicted:
                confidence *= CONTRADICTED
            elif source.method == "containment" and lag_min <= 0:
                confidence *= ORDER_OPEN
        return Edge(
            child=child,
            parent=parent,
            parent_outlet=source.outlet,
            method=source.method,
            confidence=round(confidence, 4),
            lag_min_seconds=lag_min,
            lag_max_seconds=lag_max,
            is_contradicted=is_contradicted,
            evidence=source.evidence,
        )
