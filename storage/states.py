"""What was seen of a channel on a day. The views, the page and the report use these words."""

from __future__ import annotations

COVERED = "covered"
"""Seen whole, with articles 完整，有报道."""
SILENT = "silent"
"""Seen whole, without any 完整，无报道."""
PARTLY = "partly"
"""Seen, but not proven whole 部分."""
NOT_CRAWLED = "not_crawled"
"""Nobody looked 未采集."""

CHANNEL_DAY_STATES = (COVERED, SILENT, PARTLY, NOT_CRAWLED)
SEEN_WHOLE = (COVERED, SILENT)
