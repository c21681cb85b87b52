"""From a place in ``search_text`` back to the words as printed: 贛州 behind 赣州."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from transforms.clean.normalize import HANZI, search_text

if TYPE_CHECKING:
    from transforms.tag.characters import Ints
    from transforms.tag.text_batch import TextBatch


class OriginalText:
    """Names as published, looked up article by article only where needed."""

    def __init__(self, texts: TextBatch) -> None:
        self.texts = texts
        self.headlines = texts.articles["headline"]
        self.bodies = texts.articles["body"]
        self._raw: dict[int, str] = {}
        self._lines: dict[tuple[int, int], tuple[str, list[int]]] = {}

    def names(self, articles: Ints, starts: Ints, ends: Ints) -> list[str]:
        return [
            self.name(article, start, end)
            for article, start, end in zip(
                articles.tolist(), starts.tolist(), ends.tolist(), strict=True
            )
        ]

    def name(self, article: int, start: int, end: int) -> str:
        """The printed form of ``text[start:end]``; the normalised one if it cannot be told."""
        shown = self.texts.text[start:end]
        raw = self.raw(article)
        offset = start - int(self.texts.starts[article])
        if len(raw) == int(self.texts.lengths[article]):
            return raw[offset : offset + end - start]
        if shown in raw:
            return shown
        return self.name_in_line(article, start, end) or shown

    def name_in_line(self, article: int, start: int, end: int) -> str | None:
        """Match the line by its number, then character by character."""
        text, first = self.texts.text, int(self.texts.starts[article])
        number = text.count("\n", first, start)
        begin = max(text.rfind("\n", first, start) + 1, first)
        line, places = self.line(article, number, begin)
        low, high = start - begin, end - begin
        return line[places[low] : places[high - 1] + 1] if high <= len(places) else None

    def line(self, article: int, number: int, begin: int) -> tuple[str, list[int]]:
        """A printed line that is not blank, and where in it each character of ``text`` came from.

        ``begin`` is the place of the line in ``text``. No places if the two are not one line.
        """
        if (article, number) not in self._lines:
            lines = [line for line in self.raw(article).split("\n") if line.strip()]
            line = lines[number] if number < len(lines) else ""
            end = self.texts.text.find("\n", begin, int(self.texts.ends[article]))
            end = end if end >= 0 else int(self.texts.ends[article])
            self._lines[article, number] = line, origins(line, self.texts.text[begin:end])
        return self._lines[article, number]

    def raw(self, article: int) -> str:
        """Headline, newline and body as published."""
        if article not in self._raw:
            headline, body = self.headlines[article].as_py(), self.bodies[article].as_py()
            self._raw[article] = f"{headline or ''}\n{body or ''}"
        return self._raw[article]


def origins(line: str, shown: str) -> list[int]:
    """The place in ``line`` of every character of ``shown``, its search text; none if they part.

    One hanzi stands for another: which, may depend on its neighbours (乾 is 干, and 乾 in names).
    """
    places: list[int] = []
    for place, character in enumerate(line):
        if character.isspace():
            if shown[len(places) : len(places) + 1] == " ":
                places.append(place)
            continue
        for normal in normal_character(character):
            found = shown[len(places) : len(places) + 1]
            if found != normal and not (HANZI.match(found) and HANZI.match(normal)):
                return []
            places.append(place)
    return places if len(places) == len(shown) else []


@lru_cache(maxsize=1 << 16)
def normal_character(character: str) -> str:
    """One character as ``search_text`` writes it; nothing for white space."""
    return search_text(character)
