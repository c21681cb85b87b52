"""Companies named in running text and in lists, misprints repaired, the original kept."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa

from transforms.clean.word_lists import words
from transforms.lake import schema
from transforms.tag.automaton import Automaton
from transforms.tag.bodies import BodyFinder
from transforms.tag.body_lists import companies_in_rows
from transforms.tag.characters import is_one_of
from transforms.tag.company_names import home_of, name_start, repaired
from transforms.tag.media_names import media_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from transforms.tag.characters import Flags, Ints
    from transforms.tag.gazetteer import Gazetteer
    from transforms.tag.lists import ListLines
    from transforms.tag.original_text import OriginalText
    from transforms.tag.text_batch import TextBatch

FORMS = words(
    """
    有限公司 有限责任公司 股份有限公司 集团有限公司 集团股份有限公司 股份公司 集团公司
    有限责任股份公司 有公司 股份有公司 集团有公司 限公司 有限责任公 股份限公司 有限公可
    """
)
NO_FORMS = words(
    """
    没有公司 所有公司 国有公司 拥有公司 还有公司 只有公司 现有公司 原有公司 共有公司
    占有公司 持有公司 享有公司 私有公司 带有公司 含有公司 各有公司 也有公司 都有公司 另有公司
    仅有公司 已有公司 其中有公司 有公司的 里有公司 内有公司 若有公司 如有公司 有限公司法
    无限公司 某有限公司 多家有限公司
    """
)
MIN_NAME, MIN_CORE = 6, 2
WELL_FORMED = FORMS.index("有公司")
NAME_ENDS = ",、。;)等\n\x00"


class Names(NamedTuple):
    """Start and end of each name, and whether it stands in a list line."""

    start: Ints
    end: Ints
    is_listed: Flags

    def are_listed_around(self, positions: Ints) -> Flags:
        """Whether each position lies inside a name of a list line."""
        if not len(self.start):
            return np.zeros(len(positions), bool)
        index = np.searchsorted(self.start, positions, "right") - 1
        inside: Flags = (index >= 0) & (positions < self.end[index]) & self.is_listed[index]
        return inside


class Named(NamedTuple):
    """The first printed name of an organisation in an article."""

    article: int
    start: int
    end: int
    kind: str
    name: str
    repairs: list[str]
    is_listed: bool


class OrganisationTagger:
    """Company forms compiled. Build once, use for every batch."""

    def __init__(self, gazetteer: Gazetteer, seed_hash: str) -> None:
        self.gazetteer = gazetteer
        self.seed_hash = seed_hash
        self.automaton = Automaton((*FORMS, *NO_FORMS))
        self.bodies = BodyFinder(gazetteer)

    def names(self, texts: TextBatch, lists: ListLines) -> Names:
        """Where company names stand."""
        start, end, form = self.automaton.find(texts.codes)
        is_form = form < len(FORMS)
        start, end = start[is_form], end[is_form]
        listed = lists.holds(start)
        begin = np.array(
            [
                name_start(texts.text, low, self.gazetteer, is_listed=is_listed)
                for low, is_listed in zip(start.tolist(), listed.tolist(), strict=True)
            ],
            np.int64,
        )
        is_name = (end - begin >= MIN_NAME) & (start - begin >= MIN_CORE)
        # A misprinted form is only believed in a list, or where a name must end.
        after = np.append(texts.codes, texts.codes.dtype.type(0))[end]
        is_name &= listed | (form[is_form] < WELL_FORMED) | is_one_of(after, NAME_ENDS)
        return Names(begin[is_name], end[is_name], listed[is_name])

    def tag(self, texts: TextBatch, names: Names, original: OriginalText) -> pa.Table:
        """The table ``organisation_mentions``: one row per article and organisation."""
        listed = zip(
            names.start.tolist(), names.end.tolist(), names.is_listed.tolist(), strict=True
        )
        spans = [(start, end, "company", is_listed) for start, end, is_listed in listed]
        taken = Spans(spans)
        for start, end, kind in self.others(texts):
            if taken.add(start, end):
                spans.append((start, end, kind, False))
        named: dict[tuple[int, str], Named] = {}
        for start, end, kind, is_listed in sorted(spans):
            article = texts.article_of_one(start)
            name, repairs = repaired(texts.text[start:end])
            one = Named(article, start, end, kind, name, repairs, is_listed)
            named.setdefault((article, told_again(name, kind)), one)
        firsts = list(named.values())
        starts = np.array([one.start for one in firsts], np.int64)
        ends = np.array([one.end for one in firsts], np.int64)
        printed = original.names(starts, ends)
        rows = [self.row(texts, one, raw) for one, raw in zip(firsts, printed, strict=True)]
        return pa.Table.from_pylist(original.with_quotes(rows), schema=schema.ORGANISATION_MENTIONS)

    def others(self, texts: TextBatch) -> Iterator[tuple[int, int, str]]:
        """Start, end and kind of every name without a company's legal form."""
        for start, end in media_named(texts):
            yield start, end, "media"
        for start, end in companies_in_rows(texts):
            yield start, end, "company"
        for body in self.bodies.find(texts):
            yield body.start, body.end, body.kind

    def row(self, texts: TextBatch, one: Named, raw: str) -> dict[str, Any]:
        """One row; ``raw``: the name as published."""
        found = texts.text[one.start : one.end]
        repairs = one.repairs
        if raw != found and PARENTHESES.sub("", raw) != PARENTHESES.sub("", found):
            repairs = [*repairs, "simplified"]
        unit = None
        if one.kind == "company":
            unit = home_of(one.name, self.gazetteer, texts.region_codes[one.article])
        region_code = None
        if unit is not None:
            region_code = self.gazetteer.code_on(unit, texts.published(one.article))
        sentence = (one.start, one.end) if one.is_listed else texts.sentence(one.start)
        return {
            "article_id": texts.article_ids[one.article],
            "organisation": one.name,
            "kind": one.kind,
            "name_raw": raw,
            "repairs": repairs,
            "region_code": region_code,
            "is_listed": one.is_listed,
            "first_offset": one.start - int(texts.starts[one.article]),
            "quoted": (one.start, *sentence),
            "seed_hash": self.seed_hash,
        }


def told_again(name: str, kind: str) -> str:
    """The same for 江西省人民政府 and 江西省政府, 某省第九届人大 and 某省人大."""
    return VARIANTS.sub("", name) if kind == "government" else name


class Spans:
    """Spans that do not overlap."""

    def __init__(self, spans: Iterable[tuple[int, int, str, bool]]) -> None:
        self.spans = sorted((start, end) for start, end, _, _ in spans)

    def add(self, start: int, end: int) -> bool:
        """Take the span, unless part of it is taken."""
        place = bisect_right(self.spans, (start, end))
        if place and self.spans[place - 1][1] > start:
            return False
        if place < len(self.spans) and self.spans[place][0] < end:
            return False
        self.spans.insert(place, (start, end))
        return True


VARIANTS = re.compile(r"第[一二三四五六七八九十]+届|自治区|(?<=..)[省市县]|人民(?=政府)")
PARENTHESES = re.compile(r"[()（）\s]")
