"""Where people are named, so that no place is found inside 吴忠琼."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from transforms.tag.text_batch import GAP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transforms.tag.characters import Flags, Ints
    from transforms.tag.person_names import Sighting
    from transforms.tag.text_batch import TextBatch


class People:
    """Where the people of a batch are named: each sighting, and the same name elsewhere."""

    def __init__(self, texts: TextBatch, sightings: Sequence[Sighting]) -> None:
        self.texts = texts
        self.start = np.array([sighting.start for sighting in sightings], np.int64)
        self.names: dict[int, set[str]] = {}
        article = texts.article_of(self.start).tolist()
        for one, sighting in zip(article, sightings, strict=True):
            self.names.setdefault(one, set()).add(texts.text[sighting.start : sighting.end])

    def hold(self, start: Ints, end: Ints) -> Flags:
        """Whether each span lies inside a person's name."""
        held = np.zeros(len(start), bool)
        if not self.names:
            return held
        text = self.texts.text
        together = {article: GAP.join(names) for article, names in self.names.items()}
        for row, (low, high, one) in enumerate(
            zip(start.tolist(), end.tolist(), self.texts.article_of(start).tolist(), strict=True)
        ):
            printed = text[low:high]
            if printed not in together.get(one, ""):
                continue
            for name in self.names[one]:
                place = name.find(printed)
                if place >= 0 and text.startswith(name, low - place):
                    held[row] = True
        return held
