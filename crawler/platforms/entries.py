"""Where a channel's discovery begins, and what speaks for it: evidence is data, not a comment."""

from __future__ import annotations

import re

SEEN = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?")

# Kinds of public source; whatever is special about one is said in words instead.
CRAWLER = "a public crawler"
DATA_SET = "a public data set"
UNDATED = "a public crawler that carries no date: the year is an estimate"
NOTES = "cited in 2026-07 in public notes that a machine wrote, and nowhere else"
"""Not good enough to be ``seen``: addresses in such notes may be made up."""
SECTION_CITED = "public, by articles of this section"
SITE_CITED = "public, by articles of this site"


class Entry(str):
    """An address, or a strftime pattern of addresses, that knows where it was met.

    It is a str, so ``start_urls`` stays what Scrapy expects. ``seen`` is the month (YYYY-MM, or
    YYYY where no more is known) in which the address, or an article of its section, was last met
    in public; ``evidence`` says where. Without ``seen`` it is a guess that needs a first live look.
    """

    seen: str | None
    evidence: str

    def __new__(cls, address: str, *, seen: str | None = None, evidence: str) -> Entry:
        """Raises ValueError if ``seen`` is no month or nothing is said of the evidence."""
        if seen is not None and not SEEN.fullmatch(seen):
            raise ValueError(f"seen={seen!r} is not a month like 2026-08: {address}")
        if not evidence.strip():
            raise ValueError(f"no evidence is given for {address}")
        entry = super().__new__(cls, address)
        entry.seen, entry.evidence = seen, evidence
        return entry

    @property
    def told(self) -> str:
        """``seen 2026-08 in …`` or ``unverified: …``."""
        return (
            f"seen {self.seen} in {self.evidence}" if self.seen else f"unverified: {self.evidence}"
        )
