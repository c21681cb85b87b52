"""The text of a robots.txt as RFC 9309 reads it, put so that Protego reads it the same way.

Protego lets an unknown line end a group, takes ``name/1.0`` for another robot than ``name``, takes
``regional`` for the start of our own name, and sees line ends the standard does not know.
"""

from __future__ import annotations

import re
from urllib.parse import quote

LINE_END = re.compile(r"\r\n|\r|\n")
OTHER_LINE_END = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
"""Where Python ends a line and the standard does not."""
USER_AGENT = re.compile(r"\s*user[- ]?agent(?:\s*:|\s)\s*(?P<name>[^#]*)", re.IGNORECASE)
DIRECTIVE = re.compile(
    r"\s*(?:allow|disallow|dissallow|dissalow|disalow|diasllow|disallaw|crawl[- ]delay"
    r"|request[- ]rate|sitemaps?|site-map)(?:\s*:|\s)",
    re.IGNORECASE,
)
PRODUCT_TOKEN = re.compile(r"[A-Za-z_-]+")
NOBODY = "(another)"


def as_read_by(agent: str, text: str) -> str:
    """The lines that mean something, each robot named as ``agent``, ``*`` or as nobody."""
    lines = []
    for line in LINE_END.split(text):
        if named := USER_AGENT.match(line):
            lines.append(f"User-agent: {_robot(agent, named['name'].strip())}")
        elif DIRECTIVE.match(line):
            lines.append(OTHER_LINE_END.sub(lambda end: quote(end.group()), line))
    return "\n".join(lines)


def _robot(agent: str, name: str) -> str:
    """Only the product token counts: what stands behind it is a version or a remark."""
    if name.split(maxsplit=1)[:1] == ["*"]:
        return "*"
    token = PRODUCT_TOKEN.match(name)
    return agent if token and token.group().lower() == agent.lower() else NOBODY
