"""From a place in ``search_text`` back to the words as printed: 贛州 behind 赣州."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transforms.clean.normalize import search_text

if TYPE_CHECKING:
    from transforms.tag.texts import Ints, Texts


class Printed:
    """Names as published, looked up article by article only where needed."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts
        self.headlines = texts.articles["headline"]
        self.bodies = texts.articles["body"]
        self._raw: dict[int, str] = {}

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
        return self.name_in_line(raw, article, start, end) or shown

    def name_in_line(self, raw: str, article: int, start: int, end: int) -> str | None:
        """Match the line by its number, then the name character by character."""
        text, first = self.texts.text, int(self.texts.starts[article])
        number = text.count("\n", first, start)
        lines = [line for line in raw.split("\n") if search_text(line)]
        if number >= len(lines):
            return None
        line, begin = lines[number], text.rfind("\n", first, start) + 1
        offset = start - max(begin, first)
        kept = [
            (place, normal)
            for place, character in enumerate(line)
            for normal in search_text(character)
        ]
        if offset + end - start > len(kept) or offset < 0:
            return None
        found = kept[offset : offset + end - start]
        if "".join(normal for _, normal in found) != text[start:end]:
            return None
        return line[found[0][0] : found[-1][0] + 1]

    def raw(self, article: int) -> str:
        """Headline, newline and body as published."""
        if article not in self._raw:
            headline, body = self.headlines[article].as_py(), self.bodies[article].as_py()
            self._raw[article] = f"{headline or ''}\n{body or ''}"
        return self._raw[article]
