"""What was seen of a channel on a day, and so what may be said of a theme on it.

The views, the page, the report and the digest use these words; ``docs/ARCHITECTURE.md`` has the
table.
"""

from __future__ import annotations

COVERED = "covered"
"""Seen whole, with articles 完整，有报道."""
SILENT = "silent"
"""Seen whole, without any 完整，无报道."""
PARTLY = "partly"
"""Seen, but not proven whole 部分."""
CHALLENGED = "challenged"
"""Looked at and met with a challenge 受阻: captcha, login, refusal, maintenance."""
NOT_CRAWLED = "not_crawled"
"""Nobody looked 未采集."""

CHANNEL_DAY_STATES = (COVERED, SILENT, PARTLY, CHALLENGED, NOT_CRAWLED)
SEEN_WHOLE = (COVERED, SILENT)

PRESENT = "present"
"""An article of the day names the theme 有."""
ABSENT = "absent"
"""None does, and the day was seen whole 无."""
UNKNOWN = "unknown"
"""None that we have does, and not all was seen 未知."""

THEME_DAY_STATES = (PRESENT, ABSENT, UNKNOWN)
