"""What deduplication tells the rest of the build."""

from __future__ import annotations

from typing import NamedTuple

import pyarrow as pa

MEMBERS = pa.schema(
    [
        ("article_id", pa.string()),
        ("story_id", pa.string()),
        ("is_representative", pa.bool_()),
    ]
)


class Deduped(NamedTuple):
    members: pa.Table
    """MEMBERS: every article once, sorted by article_id."""
    stories: pa.Table
    edges: pa.Table
    changes: pa.Table
    """Merges and splits against the previous build."""
    reprints: pa.Table
    reprint_changes: pa.Table
