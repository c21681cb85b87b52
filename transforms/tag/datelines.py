"""Datelines: what they name says where a report was sent from, not what it is about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from transforms.tag.characters import Flags, Ints
    from transforms.tag.text_batch import TextBatch

DATELINE = re.compile(
    r"[^。,;:!?\n]{2,24}?(?:\d{1,2}月)?\d{1,2}日(?:电|讯|消息)"
    r"|(?:本报|本网|本台|本刊)[^。,;:!?\n]{0,12}?(?:讯|电|消息)"
)
"""新华社南昌2月23日电, 本报南昌讯: at the beginning of the first paragraph."""
LONGEST = 36


def in_datelines(texts: TextBatch, start: Ints, end: Ints, article: Ints) -> Flags:
    """Whether each mention stands in the dateline of its article."""
    found = np.zeros(len(start), bool)
    lead = texts.lead_starts[article]
    for row in np.flatnonzero((start >= lead) & (end - lead < LONGEST)).tolist():
        begin = int(lead[row])
        match = DATELINE.match(texts.text, begin, begin + LONGEST)
        found[row] = match is not None and end[row] <= match.end()
    return found
